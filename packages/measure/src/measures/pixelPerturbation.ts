import { float32At } from '@bcos-bench/vocabulary';
import { probabilitiesShown, type Shown } from '../removal.js';
import type { Measure } from '../subject.js';

/** The shares of pixels that are hidden: up to a quarter, for with more left out hardly any network knows an image. */
const SHARES = [1, 2, 3, 4, 5, 6, 7, 8].map((part) => part / 32);

/** The mean, over growing shares of hidden pixels, of the probability of the class over that of the whole image (Srinivas and Fleuret 2019). */
function perturbation(first: Shown['first']): Measure {
  return (subject) => {
    const whole = probabilitiesShown(subject, { share: 0, first, taken: 'hidden' });
    const curve = SHARES.map((share) => probabilitiesShown(subject, { share, first, taken: 'hidden' }));
    const values = Array.from(whole, (before, row) => {
      const left = curve.map((probabilities) => float32At(probabilities, row) / before);
      return left.reduce((sum, share) => sum + share, 0) / SHARES.length;
    });
    return { values };
  };
}

/** With the most important pixels hidden. */
export const mostImportantFirst = perturbation('most important');

/** With the least important pixels hidden. */
export const leastImportantFirst = perturbation('least important');
