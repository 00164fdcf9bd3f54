import { expect, it } from 'vitest';
import { outputOrders, type Seen } from './outputOrders.js';

const classes = ['dog', 'ant', 'cat', 'bee'];

/** What a perfect network says whose outputs are in the order `outputs`, of 40 images. */
const seenBy = (outputs: readonly string[]): Seen[] =>
  Array.from({ length: 40 }, (_, i) => ({ label: i % 3, pred: outputs.indexOf(classes[i % 3] ?? '') }));

it('finds the order that predictions show, on every other image, and counts it on the rest', () => {
  const shuffled = outputOrders(seenBy(['cat', 'dog', 'bee', 'ant']), classes);
  expect(shuffled.map(({ words, top1 }) => [words, top1.correct, top1.total])).toEqual([
    ['classes in alphabetical order', 0, 40],
    ['classes in the order that its predictions show', 19, 19],
  ]);
  // Of bee there is no image: it has the output that is left.
  expect(shuffled[1]?.outputs).toEqual(['cat', 'dog', 'bee', 'ant']);
});

it('finds it also where labels follow each other in turn', () => {
  const outputs = ['ant', 'cat', 'bee', 'dog'];
  const seen = Array.from({ length: 40 }, (_, i) => ({ label: i % 4, pred: outputs.indexOf(classes[i % 4] ?? '') }));
  expect(outputOrders(seen, classes).at(-1)).toMatchObject({ outputs, top1: { correct: 20, total: 20 } });
});

it('knows the alphabetical order', () => {
  const [alphabetical] = outputOrders(seenBy(['ant', 'bee', 'cat', 'dog']), classes);
  expect(alphabetical?.top1.correct).toBe(40);
  expect(alphabetical?.outputs).toEqual(['ant', 'bee', 'cat', 'dog']);
});

it('offers no order that is the one there is', () => {
  const sorted = classes.toSorted();
  expect(
    outputOrders(
      Array.from({ length: 8 }, (_, i) => ({ label: i % 4, pred: i % 4 })),
      sorted,
    ),
  ).toEqual([]);
});
