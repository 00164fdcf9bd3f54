import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { only } from '@bcos-bench/vocabulary';
import { openTensorFlow, type TensorFlowEngine } from '../tensorflow.js';
import { logitsAndGradient, smallNet, smallImages } from '../testing/smallNet.fixture.js';

let engine: TensorFlowEngine;
beforeAll(async () => {
  engine = await openTensorFlow();
});

function backend(): NodeJSKernelBackend {
  const current = tf.backend();
  if (!(current instanceof NodeJSKernelBackend)) throw new TypeError('TensorFlow is not the current backend');
  return current;
}

/** What TensorFlow itself holds: tensors, and sessions. */
function held(): readonly [number, number] {
  return [backend().getNumOfTFTensors(), backend().getNumOfSavedModels()];
}

describe("what a trace leaves in TensorFlow's memory", () => {
  it('is one session until it is disposed, and its outputs', () => {
    const net = smallNet();
    const example = smallImages(1);
    // Run once by themselves, so that tfjs has handed every tensor over to TensorFlow.
    tf.dispose(logitsAndGradient(example, net));
    const [tensors, sessions] = held();
    const traced = engine.trace((x) => logitsAndGradient(x, net), [example]);
    expect(held()).toEqual([tensors, sessions + 1]);
    const outputs = traced.run([example]);
    expect(held()).toEqual([tensors + outputs.length, sessions + 1]);
    tf.dispose(outputs);
    traced.dispose();
    expect(held()).toEqual([tensors, sessions]);
  });

  it('is nothing where the traced function throws', () => {
    const example = tf.neg(1);
    const before = held();
    const traceAndThrow = (): void => {
      engine.trace(
        (x) => {
          throw new Error(`no output of ${tf.add(tf.neg(x), 2).rank} axes`);
        },
        [example],
      );
    };
    expect(traceAndThrow).toThrow('no output of 0 axes');
    expect(held()).toEqual(before);
    expect([...tf.neg(example).dataSync()]).toEqual([1]);
  });

  it('is no file: the graph goes through a temporary folder', () => {
    const own = mkdtempSync(join(tmpdir(), 'trace-'));
    vi.stubEnv('TMPDIR', own);
    const load = vi.spyOn(backend(), 'loadSavedModelMetaGraph');
    const traced = engine.trace((x) => [tf.neg(x)], [tf.scalar(1)]);
    const [folder] = only(load.mock.calls);
    expect([dirname(folder), existsSync(folder), readdirSync(own)]).toEqual([own, false, []]);
    traced.dispose();
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    rmSync(own, { recursive: true });
  });
});

describe('a recording', () => {
  it('keeps no large tensor that it has computed, however many there are', () => {
    const large = tf.ones([1 << 16]);
    const counts: number[] = [];
    const chain = (x: tf.Tensor): tf.Tensor[] => {
      let last = x;
      for (let i = 0; i < 20; i += 1) {
        last = tf.neg(last);
        counts.push(backend().getNumOfTFTensors());
      }
      return [last];
    };
    const traced = engine.trace(chain, [large]);
    // One of zeros stands in for all of them.
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect(traced.run([large]).map((output) => output.dataSync()[7])).toEqual([1]);
    traced.dispose();
  });

  it('computes what depends on no input once and for all', () => {
    const kernel = tf.tensor1d([3, 4]);
    const { opCounts, run } = engine.trace(
      (x) => [tf.mul(x, tf.div(kernel, tf.sqrt(tf.sum(tf.square(kernel)))))],
      [kernel],
    );
    expect([...opCounts.keys()].sort()).toEqual(['Const', 'Identity', 'Mul', 'Placeholder']);
    const expected = [Math.fround(0.6), Math.fround(0.8)];
    expect(run([tf.ones([2])]).map((output) => [...output.dataSync()])).toEqual([expected]);
  });
});

describe('constants of a trace', () => {
  it('keep the values that they had, whatever becomes of the tensors', () => {
    const weight = tf.variable(tf.tensor1d([2, 3]));
    const { run } = engine.trace((x) => [tf.mul(x, weight)], [tf.ones([2])]);
    weight.assign(tf.tensor1d([5, 5]));
    weight.dispose();
    expect(run([tf.ones([2])]).map((output) => [...output.dataSync()])).toEqual([[2, 3]]);
  });

  it('are stored once where they are equal in type, shape and values', () => {
    const constants = [tf.tensor1d([1, 2]), tf.tensor1d([1, 2]), tf.neg(tf.tensor1d([-1, -2]))];
    const { opCounts } = engine.trace((x) => constants.map((constant) => tf.add(x, constant)), [tf.ones([2])]);
    expect(opCounts).toEqual(
      new Map([
        ['Placeholder', 1],
        ['Const', 1],
        ['Add', 3],
        ['Identity', 3],
      ]),
    );
    const shapes = [tf.tensor1d([1, 2]), tf.tensor2d([[1, 2]])];
    const apart = engine.trace((x) => shapes.map((constant) => tf.add(x, constant)), [tf.ones([2])]);
    expect(apart.opCounts.get('Const')).toBe(2);
  });

  it('are the inputs too where the function closes over them', () => {
    const both = tf.tensor1d([1, 2]);
    const { run } = engine.trace((x) => [tf.add(x, both)], [both]);
    expect(run([tf.tensor1d([10, 20])]).map((output) => [...output.dataSync()])).toEqual([[11, 22]]);
  });
});

describe('a function that cannot be traced', () => {
  it('is one that reads what it computes: an error says so, and the backend works as before', () => {
    const { binding } = backend();
    const reads = (x: tf.Tensor): tf.Tensor[] => [tf.mul(x, only(tf.neg(x).dataSync()))];
    expect(() => engine.trace(reads, [tf.scalar(3)])).toThrow('a traced function may not read the values of a tensor');
    expect(backend().binding).toBe(binding);
    expect(reads(tf.scalar(3)).map((output) => output.dataSync()[0])).toEqual([-9]);
  });

  it('is not one that reads a constant', () => {
    const indices = tf.cast(tf.tensor1d([1, 0]), 'int32');
    // tfjs reads the indices to check them.
    const { run } = engine.trace((x) => [tf.gather(x, indices)], [tf.tensor1d([5, 6])]);
    expect(run([tf.tensor1d([7, 8])]).map((output) => [...output.dataSync()])).toEqual([[8, 7]]);
  });

  it('is one that runs another trace, whose outputs would become constants', () => {
    const inner = engine.trace((x) => [tf.neg(x)], [tf.scalar(1)]);
    expect(() => engine.trace((x) => inner.run([x]), [tf.scalar(1)])).toThrow(
      'a traced function may not run another one',
    );
    expect(inner.run([tf.scalar(4)]).map((output) => output.dataSync()[0])).toEqual([-4]);
  });
});
