import { at, byteAt } from '@bcos-bench/vocabulary/at';

/** Mean and standard deviation of each channel, in [0,1]. */
export interface ChannelStatistics {
  readonly channelMean: number[];
  readonly channelStd: number[];
}

/** Sums over the pixels of many images. They are whole numbers, so that neither order nor batches change a bit. */
export class ChannelSums {
  readonly #sums: number[];
  readonly #squares: number[];
  #pixels = 0;

  /** @param channels of every image */
  constructor(channels: number) {
    this.#sums = new Array<number>(channels).fill(0);
    this.#squares = new Array<number>(channels).fill(0);
  }

  /** Adds an image of bytes whose channels alternate. */
  add(image: Uint8Array): void {
    const channels = this.#sums.length;
    for (let channel = 0; channel < channels; channel += 1) {
      let [sum, square] = [0, 0];
      for (let place = channel; place < image.length; place += channels) {
        const value = byteAt(image, place);
        sum += value;
        square += value * value;
      }
      this.#sums[channel] = at(this.#sums, channel) + sum;
      this.#squares[channel] = at(this.#squares, channel) + square;
    }
    this.#pixels += image.length / channels;
  }

  /** Over all pixels added so far, of which there must be one: the deviation is that of the pixels themselves. */
  statistics(): ChannelStatistics {
    const n = this.#pixels;
    if (n === 0) throw new RangeError('no image was added');
    return {
      channelMean: this.#sums.map((sum) => sum / n / 255),
      channelStd: this.#sums.map((sum, channel) => {
        const variance = at(this.#squares, channel) / n - (sum / n) ** 2;
        return Math.sqrt(Math.max(0, variance)) / 255;
      }),
    };
  }
}
