import { mapCosine } from './mapCosine.js';
import type { AttackedImage, ExplorerAttack, ExplorerData } from './explorerData.js';

/**
 * What an attack did to an image. Whether it succeeded cannot be asked of an image that was misclassified before it; of an attack on
 * explanations, it is asked where the contribution map is.
 */
export type ImageOutcome =
  'succeeded' | 'failed' | 'already-misclassified' | 'map-moved' | 'map-stays' | 'map-not-explained';

/** Each outcome in words. */
export const OUTCOME_WORDS: Readonly<Record<ImageOutcome, string>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  'already-misclassified': 'already misclassified',
  'map-moved': 'map moved',
  'map-stays': 'map stays',
  'map-not-explained': 'map not explained',
};

/** The outcome that an address or a list names; null where it names none. */
export function readOutcome(word: string | null): ImageOutcome | null {
  return word !== null && isOutcome(word) ? word : null;
}

function isOutcome(word: string): word is ImageOutcome {
  return Object.hasOwn(OUTCOME_WORDS, word);
}

/** The outcomes that an attack may have, in the order in which a reader chooses one. */
export function outcomesOf({ onExplanation }: Pick<ExplorerAttack, 'onExplanation'>): readonly ImageOutcome[] {
  return onExplanation
    ? ['map-moved', 'map-stays', 'map-not-explained']
    : ['succeeded', 'failed', 'already-misclassified'];
}

/** The outcome of one image; its label is known to `images`. */
export function imageOutcome(
  { images, mapStays }: Pick<ExplorerData, 'images' | 'mapStays'>,
  attack: Pick<ExplorerAttack, 'isTargeted' | 'onExplanation' | 'explanations'>,
  { index, cleanPrediction, success }: Pick<AttackedImage, 'index' | 'cleanPrediction' | 'success'>,
): ImageOutcome {
  if (attack.onExplanation) {
    const cosine = mapCosine(attack, index);
    return cosine === null ? 'map-not-explained' : cosine < mapStays ? 'map-moved' : 'map-stays';
  }
  const label = images.labels[images.index.indexOf(index)];
  if (!attack.isTargeted && cleanPrediction !== label) return 'already-misclassified';
  return success ? 'succeeded' : 'failed';
}
