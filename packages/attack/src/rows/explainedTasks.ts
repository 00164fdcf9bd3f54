import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { traceNamed } from '@bcos-bench/engine';
import { mapAt, regionMask, threatModels } from '@bcos-bench/adversary';
import { imageBatch, linearised } from '@bcos-bench/models';
import { at, UsageFault } from '@bcos-bench/vocabulary';
import { attackedShape } from '../model/attackedNetwork.js';
import type { AttackedModel } from '../model/attackedModel.js';
import { classTensor } from '../model/classTensors.js';
import type { MethodPlan } from '../plan/methodPlan.js';
import type { Task } from '../plan/task.js';
import type { Evaluator } from './evaluator.js';
import { inChunks } from './inChunks.js';
import { encoded } from './preparation.js';
import type { RowsToAttack } from './rowsToAttack.js';

/** How far the linear map of `linearised` may be from W(x), as a part of all contributions. Rounding stays below it by far. */
const ALLOWED_GAP = 0.01;

/** Images to explain, in the attacked space, and the class of each. */
interface MappedImage {
  readonly values: Float32Array;
  readonly explained: number;
}

/** Contribution maps of images, at most `size` at a time. */
interface Mapper {
  /** @throws UsageFault where the network has a layer whose second derivative is not known */
  maps(images: readonly MappedImage[]): readonly Float32Array[];
  dispose(): void;
}

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
  if (attackedModel.network.draws) throw cannotAttack(plan, 'it draws random numbers');
  const mapper = traceMapper(attackedModel, plan, size);
  try {
    for (const chunk of inChunks(tasks, size)) {
      const maps = mapper.maps(chunk.map(({ origin, clean }) => ({ values: origin, explained: clean.prediction })));
      const others =
        plan.options.towards === 'other-image'
          ? mapper.maps(predicted(otherImages(chunk, images, attackedModel, plan), evaluator))
          : [];
      for (const [i, task] of chunk.entries()) {
        const map = at(maps, i);
        const { confidence = 1, region, towards } = plan.options;
        const wished = towards === 'other-image' ? region : (towards ?? region);
        const mask =
          wished === undefined ? new Float32Array(map.length) : regionMask(wished, map, attackedModel.shape[1]);
        yield {
          ...task,
          explanation: { probability: probabilityOf(task), confidence, map, wanted: others[i] ?? mask },
        };
      }
    }
  } finally {
    mapper.dispose();
  }
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
  const rowOf = new Map(Array.from(images.index, (image, row) => [image, row]));
  const count = images.labels.length;
  const rows = tasks.map(({ index, clean }) => {
    const own = rowOf.get(index) ?? 0;
    const after = Array.from({ length: count - 1 }, (_, i) => (own + 1 + i) % count);
    const other = after.find((row) => at(images.labels, row) !== clean.prediction);
    if (other === undefined) {
      const remedy = 'take more images, or a region with --towards';
      throw new UsageFault({ what: 'there is no image of another class', where: '--limit', remedy });
    }
    return other;
  });
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

/** Images with the class that the network predicts for each. */
function predicted(images: readonly OtherImage[], evaluator: Evaluator): readonly MappedImage[] {
  const seen = evaluator.evaluate(images.map((image) => ({ ...image, target: image.label, spread: 1 })));
  return images.map(({ values }, i) => ({ values, explained: at(seen, i).prediction }));
}

function traceMapper(attackedModel: AttackedModel, plan: MethodPlan, size: number): Mapper {
  const { engine, network, weights, classes } = attackedModel;
  const threat = threatModels[plan.threat];
  const shape = attackedShape(attackedModel, plan);
  const batchOf = (images: readonly MappedImage[]) => ({
    x: imageBatch(
      images.map(({ values }) => values),
      size,
      shape,
    ),
    explained: classTensor(
      images.map(({ explained }) => explained),
      size,
      classes,
    ),
  });
  const example = batchOf([]);
  const trace = traceNamed(
    engine,
    ({ x, explained }: Readonly<{ x: Tensor4D; explained: Tensor2D }>): Readonly<{ map: Tensor3D; gap: Tensor1D }> => {
      const input = threat.input(x, network);
      const seen = mapAt(network, weights, input, explained);
      // Any other input would do that is not a multiple of the image.
      const other = tf.reverse<Tensor4D>(input, [1, 2]);
      const { ofPoints, ofOthers } = linearised(network, weights, input, other);
      const change = tf.sum<Tensor1D>(tf.mul(tf.sub(ofOthers, ofPoints), explained), 1);
      const contributions = tf.mul<Tensor4D>(tf.sub(other, input), seen.weights);
      const difference = tf.abs(tf.sub<Tensor1D>(tf.sum(contributions, [1, 2, 3]), change));
      return { map: seen.map, gap: tf.divNoNan(difference, tf.sum(tf.abs(contributions), [1, 2, 3])) };
    },
    example,
  );
  tf.dispose(example);
  return {
    maps: (images) => {
      const given = batchOf(images);
      const found = trace.run(given);
      const [map, gap] = [found.map.dataSync<'float32'>(), found.gap.dataSync<'float32'>()];
      tf.dispose([given, found]);
      if (images.some((_, i) => !(at(gap, i) <= ALLOWED_GAP))) {
        throw cannotAttack(plan, 'it has a layer whose second derivative is not known');
      }
      const pixels = map.length / size;
      return images.map((_, i) => map.slice(i * pixels, (i + 1) * pixels));
    },
    dispose: () => trace.dispose(),
  };
}

function cannotAttack({ attack }: MethodPlan, why: string): UsageFault {
  return new UsageFault({
    what: `${attack} cannot attack the explanations of this network: ${why}`,
    where: '--attack',
    remedy: 'take a network of B-cos layers or ReLUs',
  });
}
