import { PICTURE_SIZE, randomStream } from '@bcos-bench/stage';

const SIDE = 32;
const CHANNELS = 3;
/** Zeros around a picture before it is cropped back to its size. */
const MARGIN = 4;
/** Keeps the streams of augmentation apart from those of order and weights. */
const AUGMENTATION = 0xa06;

/**
 * Writes a training picture, flipped with probability one half and cropped at random from its zero-padded self, as float32
 * in [0,1]. What is drawn depends on (seed, epoch, picture) alone.
 * @param bytes 3,072 bytes: row, column, channel
 * @param target 3,072 numbers
 */
export function augment(
  bytes: Uint8Array,
  target: Float32Array,
  key: { seed: number; epoch: number; index: number },
): void {
  const random = randomStream(key.seed, AUGMENTATION, key.epoch, key.index);
  const flip = random.uniform() < 0.5;
  const down = Math.floor(random.uniform() * (2 * MARGIN + 1)) - MARGIN;
  const right = Math.floor(random.uniform() * (2 * MARGIN + 1)) - MARGIN;
  for (let row = 0; row < SIDE; row += 1) {
    for (let column = 0; column < SIDE; column += 1) {
      const fromRow = row + down;
      const shifted = column + right;
      const fromColumn = flip ? SIDE - 1 - shifted : shifted;
      const inside = fromRow >= 0 && fromRow < SIDE && fromColumn >= 0 && fromColumn < SIDE;
      const from = (fromRow * SIDE + fromColumn) * CHANNELS;
      const to = (row * SIDE + column) * CHANNELS;
      for (let c = 0; c < CHANNELS; c += 1) target[to + c] = inside ? (bytes[from + c] ?? NaN) / 255 : 0;
    }
  }
}

/** Writes a picture as float32 in [0,1], unchanged. */
export function scale(bytes: Uint8Array, target: Float32Array): void {
  for (let i = 0; i < PICTURE_SIZE; i += 1) target[i] = (bytes[i] ?? NaN) / 255;
}
