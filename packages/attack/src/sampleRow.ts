import type { AttackSample } from '@bcos-bench/stage';
import type { Judgement } from './judgement.js';
import type { AttackedPictures } from './pgd.js';
import type { Distances } from './verification.js';

/** What is known of a batch once it is attacked and judged again. */
export interface BatchOutcome {
  readonly clean: Judgement;
  readonly attacked: AttackedPictures;
  readonly final: Judgement;
  readonly classes: number;
}

/** The row of the batch's picture number `place`. Prediction and loss are those of the final picture, judged again. */
export function sampleRow(
  place: number,
  { index, label }: { readonly index: number; readonly label: number },
  { clean, attacked, final, classes }: BatchOutcome,
  distances: Distances,
): AttackSample {
  const cleanLogits = logitsAt(clean, place, classes);
  const advLogits = logitsAt(final, place, classes);
  const prediction = largest(advLogits);
  const firstSuccess = attacked.firstSuccess[place] ?? NaN;
  return {
    index,
    label,
    clean_pred: largest(cleanLogits),
    clean_loss: clean.losses[place] ?? NaN,
    clean_logits: cleanLogits,
    adv_pred: prediction,
    adv_loss: final.losses[place] ?? NaN,
    adv_logits: advLogits,
    success: prediction !== label,
    best_step: attacked.step[place] ?? NaN,
    first_success_step: firstSuccess < 0 ? null : firstSuccess,
    linf: distances.linf,
    l2: distances.l2,
    restart: attacked.restart[place] ?? NaN,
  };
}

function logitsAt({ logits }: Judgement, place: number, classes: number): number[] {
  return Array.from(logits.subarray(place * classes, (place + 1) * classes));
}

/** The class of the largest logit, the first of equals. */
function largest(logits: readonly number[]): number {
  return logits.reduce((best, logit, i) => (logit > (logits[best] ?? Number.NEGATIVE_INFINITY) ? i : best), 0);
}
