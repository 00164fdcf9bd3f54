import { regionMask } from '@bcos-bench/adversary';
import { at, UsageFault, type Region } from '@bcos-bench/vocabulary';
import type { AttackedModel } from '../model/attackedModel.js';
import type { MethodPlan } from '../plan/methodPlan.js';
import type { Task } from '../plan/task.js';
import type { Evaluator } from './evaluator.js';
import { inChunks } from './inChunks.js';
import { traceMapper, type MappedImage } from './mapper.js';
import { encoded } from './preparation.js';
import type { RowsToAttack } from './rowsToAttack.js';

/** Where tasks come from. */
export interface TaskSource {
  readonly images: RowsToAttack;
  readonly evaluator: Evaluator;
  /** Tasks at a time. */
  readonly size: number;
}

/**
 * Adds to tasks what the attack on their explanations is given: the maps of the clean images, and what is wanted of them.
 * @throws UsageFault for a network whose explanations cannot be attacked
 */
export function* explainedTasks(
  attackedModel: AttackedModel,
  plan: MethodPlan,
  tasks: Iterable<Task>,
  { images, evaluator, size }: TaskSource,
): Generator<Task> {
  const { confidence = 1, region, towards } = plan.options;
  const wished = towards === 'other-image' ? undefined : (towards ?? region);
  const mapper = traceMapper(attackedModel, plan, size);
  try {
    for (const chunk of inChunks(tasks, size)) {
      const maps = mapper.maps(chunk.map(({ origin, clean }) => ({ values: origin, explained: clean.prediction })));
      const others =
        towards === 'other-image'
          ? mapper.maps(predicted(otherImages(chunk, images, attackedModel, plan), evaluator))
          : null;
      for (const [i, task] of chunk.entries()) {
        const map = at(maps, i);
        const wanted = others === null ? wishedRegion(wished, map, attackedModel.shape[1]) : at(others, i);
        yield { ...task, explanation: { probability: probabilityOf(task), confidence, map, wanted } };
      }
    }
  } finally {
    mapper.dispose();
  }
}

/** The wished region of an image as a mask; zeros where nothing is wished. */
function wishedRegion(wished: Region | undefined, map: Float32Array, columns: number): Float32Array {
  return wished === undefined ? new Float32Array(map.length) : regionMask(wished, map, columns);
}

/** The softmax of the predicted class of the clean image. */
function probabilityOf({ clean: { logits, prediction } }: Task): number {
  const largest = at(logits, prediction);
  return 1 / logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0);
}

interface OtherImage {
  readonly index: number;
  readonly label: number;
  readonly values: Float32Array;
}

/** For each task the next image of the split whose label is not the class predicted for the task's. */
function otherImages(
  tasks: readonly Task[],
  images: RowsToAttack,
  attackedModel: AttackedModel,
  plan: MethodPlan,
): readonly OtherImage[] {
  const rows = tasks.map((task) => otherRow(task, images));
  const values = encoded(
    rows.map((row) => ({ stored: images.image(row) })),
    plan,
    attackedModel,
  );
  return rows.map((row, i) => ({
    index: at(images.index, row),
    label: at(images.labels, row),
    values: at(values, i),
  }));
}

/** Without targets, an image has the place among those that are attacked that it has among all. */
function otherRow({ place, clean: { prediction } }: Task, { labels }: RowsToAttack): number {
  for (let step = 1; step < labels.length; step += 1) {
    const row = (place + step) % labels.length;
    if (at(labels, row) !== prediction) return row;
  }
  const remedy = 'take more images, or a region with --towards';
  throw new UsageFault({ what: 'there is no image of another class', where: '--limit', remedy });
}

/** Images with the class that the network predicts for each. */
function predicted(images: readonly OtherImage[], evaluator: Evaluator): readonly MappedImage[] {
  const seen = evaluator.evaluate(images.map((image) => ({ ...image, target: image.label, spread: 1 })));
  return images.map(({ values }, i) => ({ values, explained: at(seen, i).prediction }));
}
