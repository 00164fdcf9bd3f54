import * as tf from '@tensorflow/tfjs-core';
import { expect, it, vi } from 'vitest';
import { openPlain } from './plain.js';
import { describeEngine } from './testing/engineBehaviour.fixture.js';

it("makes tfjs's own CPU backend the current one, and prints no advice", async () => {
  const warn = vi.spyOn(console, 'warn');
  const engine = await openPlain();
  expect(engine).toMatchObject({ backend: 'cpu', gpu: false });
  expect(tf.getBackend()).toBe('cpu');
  expect([...tf.neg([1, 2]).dataSync()]).toEqual([-1, -2]);
  expect(warn).not.toHaveBeenCalled();
});

describeEngine('the plain engine', openPlain);
