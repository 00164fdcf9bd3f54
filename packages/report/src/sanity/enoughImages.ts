import { proportion, type Proportion } from '@bcos-bench/vocabulary';
import { percentage } from '../percentage.js';

/** Over fewer images than these, that no flag is raised says little. */
const ENOUGH_IMAGES = 50;

/** Attacks that say what they checked, and those that do not. */
export interface Checked {
  /** The numbers of images of the attacks that do. */
  readonly images: readonly number[];
  /** How many do not. */
  readonly unchecked: number;
}

/** What it means that no flag is raised at these attacks, of which there is at least one. */
export function noFlagWords({ images, unchecked }: Checked): string {
  if (images.length === 0) {
    return `No flag is raised by comparing the ${unchecked} attacks with each other, but none of them says what it checked by itself.`;
  }
  const silent = unchecked === 0 ? '' : ` ${unchecked} further attacks do not say what they checked.`;
  return `${checkedWords(images)}${silent}`;
}

function checkedWords(images: readonly number[]): string {
  const few = images.filter((count) => count < ENOUGH_IMAGES);
  const fewest = Math.min(...images);
  const unseen = percentage(ofNone(fewest), 1);
  if (few.length === 0) {
    return `No flag is raised at any of the ${images.length} attacks. Each attack is over at least ${fewest} images: a problem that concerns fewer than ${unseen}% of images may go unseen.`;
  }
  return `No flag is raised, but this says little: ${few.length} of the ${images.length} attacks are over fewer than ${ENOUGH_IMAGES} images (the fewest: ${fewest}). There, a problem that concerns up to ${unseen}% of images may go unseen.`;
}

/** The upper end of the 95% interval of a share of which `total` images showed nothing. */
function ofNone(total: number): Proportion {
  const none = proportion(0, total);
  return { ...none, value: none.high };
}
