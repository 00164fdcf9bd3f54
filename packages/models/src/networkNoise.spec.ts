import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attackStream, evaluationStream, networkNoise } from './networkNoise.js';
import { onTensorFlow } from './testing/onTensorFlow.fixture.js';

onTensorFlow();

const word = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const pass = fc.record({ image: word, restart: word, iteration: word, sample: word });

it('is the same for the same pass, and another for any other', () => {
  fc.assert(
    fc.property(word, pass, pass, (seed, one, other) => {
      const first = attackStream(seed, one).normal();
      expect(attackStream(seed, one).normal()).toBe(first);
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      expect(attackStream(seed, other).normal()).not.toBe(first);
      expect(evaluationStream(seed, one.image).normal()).not.toBe(first);
    }),
  );
});

it('depends on neither the place of an image nor its company; an empty place has zeros', () => {
  const shape = [2, 2, 3] as const;
  const both = networkNoise([null, evaluationStream(1, 5)], shape);
  const alone = networkNoise([evaluationStream(1, 5)], shape);
  expect(both.shape).toEqual([2, 2, 2, 3]);
  expect([...both.dataSync().slice(12)]).toEqual([...alone.dataSync()]);
  expect([...both.dataSync().slice(0, 12)]).toEqual(new Array<number>(12).fill(0));
});
