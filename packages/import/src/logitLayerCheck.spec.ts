import { Fault } from '@bcos-bench/vocabulary';
import { expect, it } from 'vitest';
import { checkLogitLayer } from './logitLayerCheck.js';

const layer = { bias: -Math.log(9), temperature: 1 };
const silent = { b: null, logitBias: null, logitTemperature: null };

it('lets pass what is the same to float32, and what is not recorded', () => {
  expect(() => checkLogitLayer(silent, layer, 'a.pt')).not.toThrow();
  const rounded = { ...silent, logitBias: Math.fround(layer.bias), logitTemperature: 1 };
  expect(() => checkLogitLayer(rounded, layer, 'a.pt')).not.toThrow();
});

it.each([
  [{ ...silent, logitBias: -2 }, 'a.pt: records a logit bias of -2, and the architecture has -2.197'],
  [{ ...silent, logitTemperature: 10 }, 'a.pt: records a logit temperature of 10, and the architecture has 1;'],
])('refuses %j', (recorded, says) => {
  expect(() => checkLogitLayer(recorded, layer, 'a.pt')).toThrow(Fault);
  expect(() => checkLogitLayer(recorded, layer, 'a.pt')).toThrow(says);
});
