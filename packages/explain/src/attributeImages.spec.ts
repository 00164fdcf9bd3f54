import { describe, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { attributeImages } from './attributeImages.js';
import { PREDICTED, type ClassGradients, type ClassGradientTrace } from './classGradient.js';
import { inputTimesGradient } from './methods/inputTimesGradient.js';

const SIZE = 3 * 1024;
const index = Int32Array.of(10, 11, 12);
/** An image of zeros, one of quarters and one of halves. */
const inputs = Float32Array.from({ length: 3 * SIZE }, (_, at) => Math.floor(at / SIZE) / 4);

/** Stands in for a network of one class, numbered 1, whose gradient is twice the input; `damage` may change what it gives. */
function traceOf(batch: number, damage: (found: ClassGradients) => void = () => undefined): ClassGradientTrace {
  return {
    shape: [32, 32, 3],
    batch,
    at: (x, classes) => {
      const found = {
        prediction: new Int32Array(classes.length).fill(1),
        explainedClass: classes.map((wanted) => (wanted === PREDICTED ? 1 : wanted)),
        logits: Float32Array.from(classes, (_, row) => at(x, row * SIZE)),
        gradient: x.map((value) => 2 * value),
      };
      damage(found);
      return found;
    },
    logits: (x) => Float32Array.from({ length: x.length / SIZE }, (_, row) => at(x, row * SIZE)),
    dispose: () => undefined,
  };
}

describe('attributeImages', () => {
  it.each([1, 2, 8])('is the same in batches of %i, and says how far it is', (batch) => {
    const done: number[] = [];
    const explainer = { trace: traceOf(batch), attribute: inputTimesGradient };
    const found = attributeImages(explainer, { index, inputs, classes: null }, (count) => done.push(count));
    expect([...found.prediction]).toEqual([1, 1, 1]);
    expect([...found.explainedClass]).toEqual([1, 1, 1]);
    expect([...found.logits]).toEqual([0, 0.25, 0.5]);
    expect(found.weights).toEqual(inputs.map((value) => 2 * value));
    expect([0, 1024, 2048].map((pixel) => found.contribution[pixel])).toEqual([0, 6 / 16, 6 / 4]);
    expect(done).toEqual({ 1: [1, 2, 3], 2: [2, 3], 8: [3] }[batch]);
  });
  it('asks for the class of each image, and for the same one at other points', () => {
    const asked: number[][] = [];
    const trace = traceOf(2);
    const watched: ClassGradientTrace = {
      ...trace,
      at: (x, classes) => {
        asked.push([...classes]);
        return trace.at(x, classes);
      },
    };
    const explainer = {
      trace: watched,
      attribute: ({ gradientAt, inputs: x }: Parameters<typeof inputTimesGradient>[0]) => ({
        weights: gradientAt(x),
        contribution: new Float32Array(x.length / 3),
      }),
    };
    const classes = Int32Array.of(4, PREDICTED, 7);
    const found = attributeImages(explainer, { index, inputs, classes });
    expect([...found.explainedClass]).toEqual([4, 1, 7]);
    expect(asked).toEqual([[4, PREDICTED], [4, 1], [7], [7]]);
  });
  it.each([
    ['gradient', NaN],
    ['gradient', Infinity],
    ['logits', NaN],
  ] as const)('names the image whose %s hold %d', (what, value) => {
    const trace = traceOf(2, (found) => {
      if (found.logits.length === 2) found[what][found[what].length - 1] = value;
    });
    expect(() => attributeImages({ trace, attribute: inputTimesGradient }, { index, inputs, classes: null })).toThrow(
      'image 11: the network gives numbers that are not finite; check that its training went well',
    );
  });
});
