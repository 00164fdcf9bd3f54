import { float32At } from '@bcos-bench/vocabulary';
import { probabilitiesShown, type Shown } from '../removal.js';
import type { Measure } from '../subject.js';

/** Parts into which the pixels are divided. */
const PARTS = 32;

/**
 * The area under the probability of the class, by the trapezoidal rule, as the share of pixels that are taken, the most important first,
 * goes from 0 to 1 (Petsiuk et al. 2018).
 */
function area(taken: Shown['taken']): Measure {
  return (subject) => {
    const curve = Array.from({ length: PARTS + 1 }, (_, part) =>
      probabilitiesShown(subject, { share: part / PARTS, first: 'most important', taken }),
    );
    const values = Array.from(subject.index, (_image, row) =>
      curve.reduce((sum, probabilities, part) => {
        const half = part === 0 || part === PARTS ? 0.5 : 1;
        return sum + (half * float32At(probabilities, row)) / PARTS;
      }, 0),
    );
    return { values };
  };
}

/** As the most important pixels become zeros. */
export const deletion = area('hidden');

/** As the most important pixels come back to an image of zeros. The article begins with a blurred image. */
export const insertion = area('kept');
