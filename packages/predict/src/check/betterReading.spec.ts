import { expect, it, vi } from 'vitest';
import type { Reading } from '@bcos-bench/formats';
import { betterReading } from './betterReading.js';
import type { Seen } from './outputOrders.js';

const reading = (words: string): Reading => ({
  words,
  flags: [`--${words}`],
  normalisation: null,
  channelOrder: undefined,
});

/** Of `total` images, the places from `from` up to `to` are right. */
const seen = (total: number, from: number, to: number): Seen[] =>
  Array.from({ length: total }, (_, i) => ({ label: 1, pred: i >= from && i < to ? 1 : 0 }));

it('finds the way that is better on further images, though the network has most of them right as it is', () => {
  const others = [
    { reading: reading('half'), seen: seen(256, 0, 190) },
    { reading: reading('bgr'), seen: seen(256, 0, 215) },
  ];
  const further = (of: Reading | null): Seen[] => (of === null ? seen(1024, 0, 800) : seen(1024, 20, 860));
  expect(betterReading(seen(256, 0, 200), others, further)).toEqual({
    reading: reading('bgr'),
    paired: { images: 1024, gained: 60, lost: 20, p: expect.closeTo(8.6e-6, 6) as number },
  });
});

it('does not stop for a way that was lucky on the first images', () => {
  const others = ['a', 'b', 'c'].map((words) => ({ reading: reading(words), seen: seen(256, 0, 215) }));
  const further = (of: Reading | null): Seen[] => (of === null ? seen(1024, 0, 800) : seen(1024, 20, 826));
  expect(betterReading(seen(256, 0, 200), others, further)).toBeNull();
});

it('looks at no further image where no way has more of the first ones right', () => {
  const further = vi.fn(() => []);
  const others = [{ reading: reading('bgr'), seen: seen(256, 0, 200) }];
  expect(betterReading(seen(256, 0, 200), others, further)).toBeNull();
  expect(further).not.toHaveBeenCalled();
});

it('tests three ways at most, and says nothing where there are no further images', () => {
  const others = Array.from({ length: 9 }, (_, i) => ({ reading: reading(`way-${i}`), seen: seen(256, 0, 210 + i) }));
  const asked: (string | null)[] = [];
  const further = (of: Reading | null): Seen[] => {
    asked.push(of?.words ?? null);
    return [];
  };
  expect(betterReading(seen(256, 0, 200), others, further)).toBeNull();
  expect(asked).toEqual([null, 'way-8', 'way-7', 'way-6']);
});
