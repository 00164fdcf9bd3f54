import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { traceNamed } from '@bcos-bench/engine';
import { mapAt, threatModels } from '@bcos-bench/adversary';
import { imageBatch, linearised } from '@bcos-bench/models';
import { at, UsageFault } from '@bcos-bench/vocabulary';
import { attackedShape } from '../model/attackedNetwork.js';
import type { AttackedModel } from '../model/attackedModel.js';
import { classTensor } from '../model/classTensors.js';
import type { MethodPlan } from '../plan/methodPlan.js';

/** How far the linear map of `linearised` may be from W(x), as a part of all contributions. Rounding stays below it by far. */
const ALLOWED_GAP = 0.01;

/** Images to explain, in the attacked space, and the class of each. */
export interface MappedImage {
  readonly values: Float32Array;
  readonly explained: number;
}

/** Contribution maps of images, at most as many at a time as it is traced for. */
export interface Mapper {
  /** Maps [rows,columns]. @throws UsageFault where the network has a layer whose second derivative is not known */
  maps(images: readonly MappedImage[]): readonly Float32Array[];
  dispose(): void;
}

/**
 * Traces the contribution maps of a network, for `size` images at a time.
 * @throws UsageFault for a network whose explanations cannot be attacked
 */
export function traceMapper(attackedModel: AttackedModel, plan: MethodPlan, size: number): Mapper {
  if (attackedModel.network.draws) throw cannotAttack(plan, 'it draws random numbers');
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
