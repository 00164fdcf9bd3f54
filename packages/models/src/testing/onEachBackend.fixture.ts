import { openPlain, openTensorFlow } from '@bcos-bench/engine';
import { beforeAll, describe } from 'vitest';
import { freeingTensors } from './onTensorFlow.fixture.js';

/** Runs the tests that `define` defines on TensorFlow and on tfjs's own CPU backend. */
export function onEachBackend(define: () => void): void {
  describe.each([
    ['TensorFlow', openTensorFlow],
    ["tfjs's CPU backend", openPlain],
  ] as const)('on %s', (_name, open) => {
    beforeAll(async () => {
      await open();
    });
    freeingTensors();
    define();
  });
}
