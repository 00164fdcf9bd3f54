import type { NetworkFamily, Normalisation } from '@bcos-bench/models';
import type { Dataset } from '@bcos-bench/stage';

/**
 * The normaliser of a network that is trained on a data set: the one that its original is trained with, or else the data
 * set's own channel means and deviations. B-cos networks see [0,1] and nothing else.
 */
export function normaliserOf(
  { encoding, normalisation }: Pick<NetworkFamily, 'encoding' | 'normalisation'>,
  { channelMean, channelStd }: Pick<Dataset, 'channelMean' | 'channelStd'>,
): Normalisation {
  if (normalisation !== null) return normalisation;
  return encoding === 'rgb' ? { mean: channelMean, std: channelStd } : null;
}
