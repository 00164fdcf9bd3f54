import type { NetworkFamily, Normalisation } from '@bcos-bench/models';
import type { Dataset } from '@bcos-bench/formats';
import type { NormalisationOrigin } from '@bcos-bench/vocabulary';

/**
 * The normaliser of a network that is trained on a data set: the one that its original is trained with, or else the data
 * set's own channel means and deviations, as for images of other channels than the original's. B-cos networks see [0,1] and nothing else.
 */
export function normaliserOf(
  family: Pick<NetworkFamily, 'encoding' | 'normalisation'>,
  { channelMean, channelStd }: Pick<Dataset, 'channelMean' | 'channelStd'>,
): Normalisation {
  const own = ownNormaliser(family, channelMean.length);
  if (own !== null) return own;
  return family.encoding === 'rgb' ? { mean: channelMean, std: channelStd } : null;
}

/** Who says so: the data set for an RGB network without one of its own. */
export function normaliserOriginOf(
  architecture: string,
  family: Pick<NetworkFamily, 'encoding' | 'normalisation'>,
  { name, shape: [, , channels] }: Pick<Dataset, 'name' | 'shape'>,
): NormalisationOrigin {
  return family.encoding === 'rgb' && ownNormaliser(family, channels) === null
    ? { from: 'data', detail: name }
    : { from: 'architecture', detail: architecture };
}

/** The normaliser of the original, where it has this number of channels. */
function ownNormaliser({ normalisation }: Pick<NetworkFamily, 'normalisation'>, channels: number): Normalisation {
  return normalisation?.mean.length === channels ? normalisation : null;
}
