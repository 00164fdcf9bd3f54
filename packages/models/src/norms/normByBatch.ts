import type { Layer } from '../layer.js';
import type { Affinity } from '../layers/affinity.js';
import { applyAffine, composed } from '../layers/affineMap.js';
import type { Region } from './region.js';
import type { Standardisation } from './standardisation.js';

/** How a norm by the moments of a batch goes about it. */
export interface NormByBatchParts {
  readonly region: Region;
  readonly standardisation: Standardisation;
  readonly affinity: Affinity;
}

/**
 * A norm by the moments of the batch in training, and by running ones otherwise: all norm and batch norm, centred or not.
 * `width` is the number of regions: the channels of batch norm, 1 of all norm. Arrays: `NAME.running_mean` and
 * `NAME.running_var` [width], and `NAME.weight` and `NAME.bias` as far as `affinity` has them. Uncentred norms carry a
 * running mean because `bcos` has one, but neither use nor change it. `num_batches_tracked` is no array here: the momentum is
 * 0.1 whatever it says.
 */
export function normByBatch(
  name: string,
  width: number,
  { region, standardisation, affinity }: NormByBatchParts,
): Layer {
  const mean = `${name}.running_mean`;
  const variance = `${name}.running_var`;
  return {
    parameters: [
      ...affinity.parameters(name, width),
      { name: mean, shape: [width], role: 'statistic', start: 'zeros' },
      { name: variance, shape: [width], role: 'statistic', start: 'ones' },
    ],
    apply: (x, pass) => {
      const map = affinity.mapOf(name, pass);
      if (pass.mode !== 'train') {
        const running = standardisation.byRunningMoments(pass.vector(mean), pass.vector(variance));
        return applyAffine(x, composed(running, map));
      }
      const normed = standardisation.byOwnMoments(x, region, (batchMean, batchVariance) => {
        if (batchMean !== null) pass.observe(mean, batchMean);
        pass.observe(variance, batchVariance);
      });
      return applyAffine(normed, map);
    },
  };
}
