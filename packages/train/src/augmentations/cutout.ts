import { CHANNELS, SIDE, type Augmentation } from './augmentation.js';

/**
 * A black square of side `cutoutSide` about a random pixel, cut where it leaves the image (DeVries and Taylor 2017). Theirs
 * is of the mean colour, because it comes after normalisation; here, as in `crop`, what is not there is black.
 */
export const cutout: Augmentation = (image, random, { cutoutSide }) => {
  const top = Math.floor(random.uniform() * SIDE) - Math.floor(cutoutSide / 2);
  const left = Math.floor(random.uniform() * SIDE) - Math.floor(cutoutSide / 2);
  const cut = image.slice();
  for (let row = Math.max(0, top); row < Math.min(SIDE, top + cutoutSide); row += 1) {
    const from = (row * SIDE + Math.max(0, left)) * CHANNELS;
    cut.fill(0, from, (row * SIDE + Math.min(SIDE, left + cutoutSide)) * CHANNELS);
  }
  return cut;
};
