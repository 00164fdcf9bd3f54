import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../engine.js';
import { bitsOf } from './bits.fixture.js';
import { logitsAndGradient, smallNet, smallImages } from './smallNet.fixture.js';

/** Checks what every engine promises of `trace`. A process has one current backend, so each engine has a spec of its own. */
export function describeEngine(name: string, open: () => Promise<Engine>): void {
  describe(`a trace on ${name}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await open();
    });
    beforeEach(() => tf.engine().startScope());
    afterEach(() => tf.engine().endScope());

    it('computes a network and its gradient with the bits of the ops run one by one', () => {
      const net = smallNet();
      const { run } = engine.trace((x) => logitsAndGradient(x, net), [smallImages(1)]);
      for (const images of [smallImages(1), smallImages(2)]) {
        expect(run([images]).map(bitsOf)).toEqual(logitsAndGradient(images, net).map(bitsOf));
      }
    });

    it('takes and gives float32, int32 and bool', () => {
      const examples = [tf.tensor1d([0, 0]), tf.tensor1d([0, 0], 'int32'), tf.tensor1d([0, 0], 'bool')];
      const { run } = engine.trace((x, n, flag) => [tf.neg(x), tf.mul(n, n), tf.logicalNot(flag)], examples);
      const outputs = run([tf.tensor1d([0.5, -2]), tf.tensor1d([3, -4], 'int32'), tf.tensor1d([1, 0], 'bool')]);
      expect(outputs.map(({ dtype }) => dtype)).toEqual(['float32', 'int32', 'bool']);
      expect(outputs.map(valuesOf)).toEqual([
        [-0.5, 2],
        [9, 16],
        [0, 1],
      ]);
    });

    it('gives inputs, constants and the same output twice as tensors of their own', () => {
      const constant = tf.tensor1d([7]);
      const { run } = engine.trace(
        (x) => {
          const twice = tf.mul(x, 2);
          return [x, constant, twice, twice, tf.scalar(4, 'int32')];
        },
        [tf.tensor1d([0])],
      );
      const input = tf.tensor1d([5]);
      const outputs = run([input]);
      expect(outputs.map(valuesOf)).toEqual([[5], [7], [10], [10], [4]]);
      outputs.slice(0, 3).forEach((output) => output.dispose());
      expect([input, constant, ...outputs.slice(3)].map(valuesOf)).toEqual([[5], [7], [10], [4]]);
    });

    it('keeps several traces apart, called in turn', () => {
      const factors = [2, 3, 5];
      const traces = factors.map((factor) => engine.trace((x) => [tf.mul(x, factor)], [tf.scalar(1)]));
      for (const value of [1, 10]) {
        const outputs = traces.flatMap(({ run }) => run([tf.scalar(value)]));
        expect(outputs.flatMap(valuesOf)).toEqual(factors.map((factor) => factor * value));
      }
      traces[1]?.dispose();
      expect(traces[2]?.run([tf.scalar(1)]).flatMap(valuesOf)).toEqual([5]);
    });

    it('refuses to run once it is disposed, which may be asked twice', () => {
      const traced = engine.trace((x) => [tf.neg(x)], [tf.scalar(1)]);
      traced.dispose();
      traced.dispose();
      expect(() => traced.run([tf.scalar(1)])).toThrow('this trace is disposed');
    });

    it('refuses inputs of another number, shape or type', () => {
      const { run } = engine.trace((x) => [tf.neg(x)], [tf.zeros([2, 3])]);
      expect(() => run([])).toThrow(new RangeError('0 inputs for a trace of 1'));
      expect(() => run([tf.zeros([3, 2])])).toThrow(new RangeError('input 0 is float32[3,2], traced as float32[2,3]'));
      expect(() => run([tf.zeros([2, 3], 'int32')])).toThrow(RangeError);
    });

    it('leaves no tensor behind but the outputs', () => {
      const net = smallNet();
      const example = smallImages(1);
      const before = tf.memory().numTensors;
      const traced = engine.trace((x) => logitsAndGradient(x, net), [example]);
      expect(tf.memory().numTensors).toBe(before);
      const outputs = traced.run([example]);
      expect(tf.memory().numTensors).toBe(before + outputs.length);
      tf.dispose(outputs);
      traced.dispose();
      expect(tf.memory().numTensors).toBe(before);
    });

    it('leaves no tensor behind where the function throws', () => {
      const example = tf.scalar(1);
      const before = tf.memory().numTensors;
      const traceAndRun = (): Tensor[] =>
        engine
          .trace(
            (x) => {
              throw new Error(`no output of ${tf.neg(x).rank} axes`);
            },
            [example],
          )
          .run([example]);
      expect(traceAndRun).toThrow('no output of 0 axes');
      expect(tf.memory().numTensors).toBe(before);
    });
  });
}

function valuesOf(tensor: Tensor): number[] {
  return [...tensor.dataSync()];
}
