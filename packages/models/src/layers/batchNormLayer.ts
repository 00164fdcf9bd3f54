import { normaliseBy, normaliseByBatch } from '../ops/batchNorm.js';
import type { Layer } from '../layer.js';

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
        return normaliseByBatch(x, pass.vector(weight), pass.vector(bias), (batchMean, batchVariance) => {
          pass.observe(mean, batchMean);
          pass.observe(variance, batchVariance);
        });
      }
      return normaliseBy(x, pass.vector(mean), pass.vector(variance), pass.vector(weight), pass.vector(bias));
    },
  };
}
