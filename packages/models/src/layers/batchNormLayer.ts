import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { batchMoments, normaliseBy, normaliseByBatch } from '../ops/batchNorm.js';
import type { ForwardPass, Layer } from '../layer.js';

/** BatchNorm over [N,H,W,`channels`], as PyTorch's `BatchNorm2d`: the running variance is the unbiased one. */
export function batchNormLayer(name: string, channels: number): Layer {
  const shape = [channels];
  const weight = `${name}.weight`;
  const bias = `${name}.bias`;
  const mean = `${name}.running_mean`;
  const variance = `${name}.running_var`;
  return {
    parameters: [
      { name: weight, shape, role: 'vector', start: 'ones' },
      { name: bias, shape, role: 'vector', start: 'zeros' },
      { name: mean, shape, role: 'statistic', start: 'zeros' },
      { name: variance, shape, role: 'statistic', start: 'ones' },
    ],
    apply: (x, pass) => {
      if (pass.mode === 'train') {
        observeMoments(x, mean, variance, pass);
        return normaliseByBatch(x, pass.vector(weight), pass.vector(bias));
      }
      return normaliseBy(x, pass.vector(mean), pass.vector(variance), pass.vector(weight), pass.vector(bias));
    },
  };
}

function observeMoments(x: Tensor4D, mean: string, variance: string, pass: ForwardPass): void {
  const [n, height, width] = x.shape;
  const count = n * height * width;
  const moments = batchMoments(x);
  pass.observe(mean, moments.mean);
  pass.observe(variance, tf.mul(moments.variance, count / (count - 1)));
}
