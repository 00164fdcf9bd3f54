import { describe, expect, it } from 'vitest';
import { Fault } from '@bcos-bench/vocabulary';
import { requireConvergence } from './divergence.js';

const moment = { epoch: 2, step: 4, stepsPerEpoch: 10 };

describe('a loss', () => {
  it.each([2.3, 0, 229])('of %d is no reason to stop after a first one of 2.3', (loss) => {
    expect(() => requireConvergence(loss, 2.3, moment, 0.1, 'kept')).not.toThrow();
  });

  it.each([NaN, Infinity, -Infinity, 231, 1e9])('of %d stops the training', (loss) => {
    expect(() => requireConvergence(loss, 2.3, moment, 0.1, 'kept')).toThrow(Fault);
    expect(() => requireConvergence(loss, 2.3, moment, 0.1, 'kept')).toThrow(/^epoch 3, step 5, learning rate 0.1: /);
  });

  it('that is no number stops it at the very first step', () => {
    expect(() => requireConvergence(NaN, NaN, moment, 0.1, 'kept')).toThrow(/the loss is NaN; lower --lr; kept/);
  });
});
