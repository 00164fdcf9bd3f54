import { expect, it } from 'vitest';
import { tensorError } from '../testing/largestError.fixture.js';
import { passOf, seededImages, seededWeights } from '../testing/layerPeer.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { bcosConvLayer } from './bcosConvLayer.js';

onTensorFlow();

const geometry = { kernel: 3, stride: 2, padding: 1 };

it('names its kernel as bcos does, with units of MaxOut as outputs and a group of inputs', () => {
  const shapeOf = (groups: number | undefined): unknown =>
    bcosConvLayer('conv1', 4, 6, groups === undefined ? geometry : { ...geometry, groups }, { b: 2, maxOut: 3 })
      .parameters;
  const spec = { name: 'conv1.linear.weight', role: 'kernel', start: 'kaiming-normal' };
  expect(shapeOf(undefined)).toEqual([{ ...spec, shape: [18, 4, 3, 3] }]);
  expect(shapeOf(2)).toEqual([{ ...spec, shape: [18, 2, 3, 3] }]);
});

it('explains the value that it gives', () => {
  const layer = bcosConvLayer('conv1', 4, 6, { ...geometry, groups: 2 }, { b: 1.5, maxOut: 2 });
  const weights = seededWeights(layer);
  const x = seededImages('x', [2, 5, 5, 4]);
  const [value, explained] = (['evaluate', 'explain'] as const).map((mode) => layer.apply(x, passOf(mode, weights)));
  expect(value?.shape).toEqual([2, 3, 3, 6]);
  if (value === undefined || explained === undefined) throw new Error('two modes, two values');
  expect(tensorError(explained, value)).toBeLessThan(1e-6);
});

it.each([
  [3, 4],
  [4, 3],
])('refuses channels that do not make its groups: %d and %d', (inputs, outputs) => {
  expect(() => bcosConvLayer('conv1', inputs, outputs, { ...geometry, groups: 2 }, { b: 2, maxOut: 1 })).toThrow(
    new RangeError(`conv1: ${inputs} and ${outputs} channels do not both make 2 groups`),
  );
});
