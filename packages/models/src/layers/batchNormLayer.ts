import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { affineBy, normaliseBy, normaliseByBatch } from '../ops/batchNorm.js';
import { affine, type Affinity } from './affinity.js';
import type { ForwardPass, Layer } from '../layer.js';

/**
 * BatchNorm over [N,H,W,`channels`], as PyTorch's `BatchNorm2d`: the running variance is the unbiased one. Arrays, all
 * [channels]: `NAME.running_mean` and `NAME.running_var`, and `NAME.weight` and `NAME.bias` as far as `affinity` has them.
 */
export function batchNormLayer(name: string, channels: number, affinity: Affinity = affine): Layer {
  const shape: [number] = [channels];
  const mean = `${name}.running_mean`;
  const variance = `${name}.running_var`;
  return {
    parameters: [
      ...affinity.parameters(name, channels),
      { name: mean, shape, role: 'statistic', start: 'zeros' },
      { name: variance, shape, role: 'statistic', start: 'ones' },
    ],
    apply: (x, pass) => {
      const { scale, shift } = affinity.mapOf(name, pass);
      const weight = scale ?? tf.ones<tf.Rank.R1>(shape);
      const bias = shift ?? tf.zeros<tf.Rank.R1>(shape);
      if (pass.mode === 'train') {
        return normaliseByBatch(x, weight, bias, (batchMean, batchVariance) => {
          pass.observe(mean, batchMean);
          pass.observe(variance, batchVariance);
        });
      }
      return normaliseBy(x, pass.vector(mean), pass.vector(variance), weight, bias);
    },
  };
}

/** What BatchNorm `name` with weight and bias does where it uses its running statistics: x * scale + shift, a channel. */
export function batchNormMap(name: string, pass: ForwardPass): { readonly scale: Tensor1D; readonly shift: Tensor1D } {
  const statistic = (kind: string): Tensor1D => pass.vector(`${name}.running_${kind}`);
  return affineBy(statistic('mean'), statistic('var'), pass.vector(`${name}.weight`), pass.vector(`${name}.bias`));
}
