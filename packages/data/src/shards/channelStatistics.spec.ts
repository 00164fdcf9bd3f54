import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ChannelSums } from './channelStatistics.js';

const picture = fc.uint8Array({ minLength: 12, maxLength: 12 });

it('has the mean and the deviation of known pixels', () => {
  const sums = new ChannelSums(3);
  sums.add(Uint8Array.of(0, 51, 255, 0, 153, 255));
  const { channelMean, channelStd } = sums.statistics();
  [0, 0.4, 1].forEach((mean, channel) => expect(channelMean[channel]).toBeCloseTo(mean, 12));
  [0, 0.2, 0].forEach((deviation, channel) => expect(channelStd[channel]).toBeCloseTo(deviation, 12));
});

it('agrees with two passes over the pixels', () => {
  fc.assert(
    fc.property(fc.array(picture, { minLength: 1, maxLength: 5 }), (pictures) => {
      const sums = new ChannelSums(3);
      for (const image of pictures) sums.add(image);
      const { channelMean, channelStd } = sums.statistics();
      for (const channel of [0, 1, 2]) {
        const values = pictures.flatMap((image) => [...image].filter((_, i) => i % 3 === channel).map((v) => v / 255));
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
        expect(channelMean[channel]).toBeCloseTo(mean, 10);
        expect(channelStd[channel]).toBeCloseTo(Math.sqrt(variance), 6);
      }
    }),
  );
});

it('has none without a picture', () => {
  expect(() => new ChannelSums(3).statistics()).toThrow(RangeError);
});

it('has one number of each for grey images', () => {
  const sums = new ChannelSums(1);
  sums.add(Uint8Array.of(0, 255));
  expect(sums.statistics()).toEqual({ channelMean: [0.5], channelStd: [0.5] });
});
