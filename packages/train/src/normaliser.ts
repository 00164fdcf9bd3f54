import type { NetworkFamily, Normalisation } from '@bcos-bench/models';
import type { Dataset } from '@bcos-bench/formats';
import type { NormalisationOrigin } from '@bcos-bench/vocabulary';

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

/** Who says so: the data set for an RGB network without one of its own. */
export function normaliserOriginOf(
  architecture: string,
  { encoding, normalisation }: Pick<NetworkFamily, 'encoding' | 'normalisation'>,
  { name }: Pick<Dataset, 'name'>,
): NormalisationOrigin {
  return encoding === 'rgb' && normalisation === null
    ? { from: 'data', detail: name }
    : { from: 'architecture', detail: architecture };
}
