import { expect, it } from 'vitest';
import { addNoise } from './addNoise.js';

it('takes the magnification back, cuts at black and white, and leaves opacity alone', () => {
  const image = Uint8ClampedArray.of(100, 100, 250, 255, 3, 0, 255, 255);
  const noise = Uint8ClampedArray.of(128, 168, 168, 255, 88, 88, 128, 255);
  expect([...addNoise(image, noise, 4)]).toEqual([100, 110, 255, 255, 0, 0, 255, 255]);
});
