import { expect, it } from 'vitest';
import { explanationPicture } from './explanationPicture.js';
import { explanationPictures } from './explanationPictures.js';
import { peerExplanation } from './fixtures/peerExplanation.fixture.js';

it('draws each picture from its own map and contributions', () => {
  const { weights, contribution } = peerExplanation('predicted');
  const pictures = explanationPictures({ weights, contribution }, [32, 32, 6]);
  expect(pictures).toHaveLength(3 * 4096);
  const last = explanationPicture({
    weights: weights.subarray(2 * 6144),
    contribution: contribution.subarray(2 * 1024),
    shape: [32, 32, 6],
  });
  expect(pictures.subarray(2 * 4096)).toEqual(last);
});
