import type { AttackedImage, ExplorerAttack, ExplorerData } from './explorerData.js';

/** What an attack did to an image; whether it succeeded cannot be asked of an image that was misclassified before it. */
export type ImageOutcome = 'succeeded' | 'failed' | 'already-misclassified';

/** Each outcome in words, in the order in which a reader chooses one. */
export const OUTCOME_WORDS: Readonly<Record<ImageOutcome, string>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  'already-misclassified': 'already misclassified',
};

/** The outcome that an address or a list names; null where it names none. */
export function readOutcome(word: string | null): ImageOutcome | null {
  return word !== null && isOutcome(word) ? word : null;
}

function isOutcome(word: string): word is ImageOutcome {
  return Object.hasOwn(OUTCOME_WORDS, word);
}

/** The outcome of one image; its label is known to `images`. */
export function imageOutcome(
  { images }: Pick<ExplorerData, 'images'>,
  { isTargeted }: Pick<ExplorerAttack, 'isTargeted'>,
  { index, cleanPrediction, success }: Pick<AttackedImage, 'index' | 'cleanPrediction' | 'success'>,
): ImageOutcome {
  const label = images.labels[images.index.indexOf(index)];
  if (!isTargeted && cleanPrediction !== label) return 'already-misclassified';
  return success ? 'succeeded' : 'failed';
}
