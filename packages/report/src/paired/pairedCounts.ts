import type { OutcomeByImage } from './outcomeByImage.js';

/** Of images that A and B both saw: how many both classify rightly, A alone, B alone, and neither. */
export interface PairedCounts {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
}

/** Counts the images that both have seen; others are left out. */
export function pairedCounts(a: OutcomeByImage, b: OutcomeByImage): PairedCounts {
  let [both, onlyA, onlyB, neither] = [0, 0, 0, 0];
  for (const [image, ofA] of a) {
    const ofB = b.get(image);
    if (ofB === undefined) continue;
    if (ofA && ofB) both += 1;
    else if (ofA) onlyA += 1;
    else if (ofB) onlyB += 1;
    else neither += 1;
  }
  return { both, onlyA, onlyB, neither };
}
