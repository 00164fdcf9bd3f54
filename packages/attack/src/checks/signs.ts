import type { Counts } from './counts.js';
import type { GradientCheck } from './gradientCheck.js';

/** The largest difference of two passes, logits scaled to length 1, that rounding explains: as in AutoAttack's check. */
export const REPEAT_TOLERANCE = 1e-4;

/** Whether two forward passes of the same image differ by more than rounding explains. */
export function isRandomised({ repeatDifference }: Pick<GradientCheck, 'repeatDifference'>): boolean {
  return !(repeatDifference <= REPEAT_TOLERANCE);
}

/** Whether the clean outputs of all images are probabilities. */
export function givesProbabilities({ probabilities, images }: Pick<Counts, 'probabilities' | 'images'>): boolean {
  return images > 0 && probabilities === images;
}

/** Whether for more than half of the checked images a small step along the gradient does not do what it says. */
export function leadsNowhere({ mismatched, measurable }: Pick<GradientCheck, 'mismatched' | 'measurable'>): boolean {
  return 2 * mismatched > measurable;
}
