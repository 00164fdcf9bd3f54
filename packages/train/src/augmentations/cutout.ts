import type { Augmentation } from './augmentation.js';

/**
 * A black square of side `cutoutSide` about a random pixel, cut where it leaves the picture (DeVries and Taylor 2017). Theirs
 * is of the mean colour, because it comes after normalisation; here, as in `crop`, what is not there is black.
 */
export const cutout: Augmentation = ({ bytes: picture, shape: [rows, columns, channels] }, random, { cutoutSide }) => {
  const top = Math.floor(random.uniform() * rows) - Math.floor(cutoutSide / 2);
  const left = Math.floor(random.uniform() * columns) - Math.floor(cutoutSide / 2);
  const cut = picture.slice();
  for (let row = Math.max(0, top); row < Math.min(rows, top + cutoutSide); row += 1) {
    const from = (row * columns + Math.max(0, left)) * channels;
    cut.fill(0, from, (row * columns + Math.min(columns, left + cutoutSide)) * channels);
  }
  return cut;
};
