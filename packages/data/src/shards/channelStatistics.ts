import { IMAGE_SHAPE } from '@bcos-bench/formats';

const CHANNELS = IMAGE_SHAPE[2];

/** Mean and standard deviation of each colour channel, in [0,1]. */
export interface ChannelStatistics {
  readonly channelMean: number[];
  readonly channelStd: number[];
}

/** Sums over the pixels of many images. They are whole numbers, so that neither order nor batches change a bit. */
export class ChannelSums {
  readonly #sums = [0, 0, 0];
  readonly #squares = [0, 0, 0];
  #pixels = 0;

  /** Adds an image of bytes whose channels alternate. */
  add(image: Uint8Array): void {
    for (let channel = 0; channel < CHANNELS; channel += 1) {
      let [sum, square] = [0, 0];
      for (let at = channel; at < image.length; at += CHANNELS) {
        const value = image[at] ?? 0;
        sum += value;
        square += value * value;
      }
      this.#sums[channel] = (this.#sums[channel] ?? 0) + sum;
      this.#squares[channel] = (this.#squares[channel] ?? 0) + square;
    }
    this.#pixels += image.length / CHANNELS;
  }

  /** Over all pixels added so far, of which there must be one: the deviation is that of the pixels themselves. */
  statistics(): ChannelStatistics {
    const n = this.#pixels;
    if (n === 0) throw new RangeError('no image was added');
    return {
      channelMean: this.#sums.map((sum) => sum / n / 255),
      channelStd: this.#sums.map((sum, channel) => {
        const variance = (this.#squares[channel] ?? 0) / n - (sum / n) ** 2;
        return Math.sqrt(Math.max(0, variance)) / 255;
      }),
    };
  }
}
