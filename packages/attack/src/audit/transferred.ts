import { batchSizeFor } from '@bcos-bench/engine';
import type { ImageRows } from '@bcos-bench/formats';
import { at, UsageFault } from '@bcos-bench/vocabulary';
import { attackImages } from '../attackImages.js';
import type { AttackedModel } from '../model/attackedModel.js';
import { attackedShape } from '../model/attackedNetwork.js';
import type { MethodPlan } from '../plan/methodPlan.js';
import { inChunks } from '../rows/inChunks.js';
import { traceEvaluator } from '../rows/evaluator.js';

/**
 * The images that are misclassified here after an attack on another network, by their numbers.
 * @param plan the attack on the other network
 * @throws UsageFault where what is attacked of the other network is no input of this one
 */
export function brokenByTransfer(
  model: AttackedModel,
  other: AttackedModel,
  plan: MethodPlan,
  { images, batch }: { readonly images: ImageRows; readonly batch: number },
): number[] {
  if (attackedShape(model, plan).join() !== attackedShape(other, plan).join()) {
    const what = 'the two networks take images of another encoding';
    throw new UsageFault({
      what,
      where: '--from',
      remedy: 'add --threat pixel, or give a network of the same encoding',
    });
  }
  const size = batchSizeFor(batch);
  const evaluator = traceEvaluator(model, plan, size);
  try {
    const broken: number[] = [];
    const attacked = attackImages(other, { ...plan, stopEarly: false }, { images, from: 0, batch }, () => undefined);
    for (const chunk of inChunks(attacked, size)) {
      const seen = chunk.map(({ sample: { index, label }, attacked: values }) => ({
        index,
        label,
        target: label,
        spread: 1,
        values,
      }));
      for (const [i, { prediction }] of evaluator.evaluate(seen).entries()) {
        const { index, label } = at(seen, i);
        if (prediction !== label) broken.push(index);
      }
    }
    return broken;
  } finally {
    evaluator.dispose();
  }
}
