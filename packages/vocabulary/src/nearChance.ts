import type { Proportion } from './proportion.js';

/** How much of the way from chance to 100% an accuracy has to go before it says that the network has learned anything. */
const LEARNED = 0.1;

/**
 * Whether an accuracy cannot be told from guessing, or is little better: its 95% interval reaches down to chance, or it has gone less
 * than a tenth of the way from chance to 100%.
 * @param classes how many there are, at least 2
 */
export function isNearChance({ value, low }: Pick<Proportion, 'value' | 'low'>, classes: number): boolean {
  const chance = 1 / classes;
  return low <= chance || value < chance + LEARNED * (1 - chance);
}

/** What is usually wrong with a network of such an accuracy. */
export const NEAR_CHANCE_MEANS =
  'no number after it says anything: a normaliser that is missing, another order of channels or classes, images of another kind, or a network that has not learned';

/** The number of images that a look at the clean accuracy takes unless another is asked for. */
export const IMAGES_LOOKED_AT = 256;
/** Images behind those, on which another way to give images to the network is tested. */
export const FURTHER_IMAGES = 1024;
