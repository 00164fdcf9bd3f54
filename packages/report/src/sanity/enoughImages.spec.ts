import { expect, it } from 'vitest';
import { noFlagWords } from './enoughImages.js';

it('says what too few images cannot show', () => {
  expect(noFlagWords({ images: [64, 1000], unchecked: 0 })).toBe(
    'No flag is raised at any of the 2 attacks. Each attack is over at least 64 images: a problem that concerns fewer than 5.7% of images may go unseen.',
  );
});

it('says of few images that they say little', () => {
  expect(noFlagWords({ images: [8, 64], unchecked: 0 })).toBe(
    'No flag is raised, but this says little: 1 of the 2 attacks are over fewer than 50 images (the fewest: 8). There, a problem that concerns up to 32.4% of images may go unseen.',
  );
});

it('does not take silence for a check', () => {
  expect(noFlagWords({ images: [], unchecked: 3 })).toBe(
    'No flag is raised by comparing the 3 attacks with each other, but none of them says what it checked by itself.',
  );
  expect(noFlagWords({ images: [64], unchecked: 2 })).toMatch(/ 2 further attacks do not say what they checked\.$/);
});
