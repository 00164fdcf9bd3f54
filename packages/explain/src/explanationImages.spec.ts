import { expect, it } from 'vitest';
import { explanationImage } from './explanationImage.js';
import { explanationImages } from './explanationImages.js';
import { peerExplanation } from './fixtures/peerExplanation.fixture.js';

it('draws each image from its own map and contributions', () => {
  const { weights, contribution } = peerExplanation('predicted');
  const images = explanationImages({ weights, contribution }, [32, 32, 6]);
  expect(images).toHaveLength(3 * 4096);
  const last = explanationImage({
    weights: weights.subarray(2 * 6144),
    contribution: contribution.subarray(2 * 1024),
    shape: [32, 32, 6],
  });
  expect(images.subarray(2 * 4096)).toEqual(last);
});
