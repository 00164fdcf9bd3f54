import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { ONNX_FILE } from '@bcos-bench/formats';
import { parseOnnx, type OnnxArray, type OnnxGraph, type OnnxNode } from '@bcos-bench/onnx-file';
import { lookUp } from '@bcos-bench/vocabulary';
import { describe, expect, it } from 'vitest';
import { loadNetwork } from '../loadNetwork.js';
import { trainingLosses } from '../loss.js';
import { saveWeights } from '../weights.js';
import { largestError } from '../testing/largestError.fixture.js';
import { caseImages, cases, classes, onnxCheckpoint, onnxFixtures } from '../testing/onnxCase.fixture.js';
import { onTensorFlow } from '../testing/onTensorFlow.fixture.js';
import { trainedArrays } from './trainedArrays.js';

onTensorFlow();

const floats = (shape: readonly number[], value = 0.5): OnnxArray => ({
  dtype: 'float',
  shape,
  data: new Float32Array(shape.reduce((product, n) => product * n, 1)).fill(value),
});

const node = (op: string, inputs: readonly string[], output: string): OnnxNode => ({
  op,
  domain: '',
  opset: 17,
  label: output,
  inputs,
  outputs: [output],
  attributes: new Map(),
});

/** The trained arrays of a graph whose arrays are named by what they are. */
function trainedOf(nodes: readonly OnnxNode[], arrays: Readonly<Record<string, OnnxArray>>): string[] {
  const graph: OnnxGraph = {
    opset: 17,
    producer: '',
    inputs: [],
    outputs: [],
    initialisers: new Map(Object.entries(arrays)),
    nodes,
  };
  return [...trainedArrays(graph, { input: 'x', logits: nodes.at(-1)?.outputs[0] ?? '' })].sort();
}

describe('what a training changes', () => {
  it('is neither a normaliser at the beginning, nor statistics, nor a mask, nor what is no part of the logits', () => {
    const nodes = [
      node('Sub', ['x', 'mean'], 'centred'),
      node('Div', ['centred', 'std'], 'normalised'),
      node('Conv', ['normalised', 'kernel', 'bias'], 'h'),
      node('BatchNormalization', ['h', 'scale', 'shift', 'running mean', 'running variance'], 'n'),
      node('Add', ['n', 'mask'], 'masked'),
      node('Conv', ['masked', 'another kernel'], 'auxiliary'),
      node('Gemm', ['masked', 'matrix'], 'logits'),
    ];
    const names = ['kernel', 'bias', 'scale', 'shift', 'running mean', 'running variance', 'another kernel', 'matrix'];
    const arrays = Object.fromEntries([...names, 'mean', 'std'].map((name) => [name, floats([3])]));
    expect(trainedOf(nodes, { ...arrays, mask: floats([4], -100) })).toEqual([
      'bias',
      'kernel',
      'matrix',
      'scale',
      'shift',
    ]);
  });

  it('is also what weights are computed from, but not what is needed as a number', () => {
    const nodes = [
      node('Shape', ['x'], 'shape'),
      node('Expand', ['token', 'shape'], 'tokens'),
      node('Concat', ['tokens', 'x'], 'h'),
      node('Transpose', ['matrix'], 'turned'),
      node('MatMul', ['h', 'turned'], 'm'),
      node('Resize', ['m', 'none', 'scales'], 'larger'),
      node('Add', ['larger', 'used twice'], 'a'),
      node('Clip', ['a', 'used twice'], 'logits'),
    ];
    const arrays = Object.fromEntries(
      ['token', 'matrix', 'none', 'scales', 'used twice'].map((name) => [name, floats([2])]),
    );
    expect(trainedOf(nodes, arrays)).toEqual(['matrix', 'token']);
  });
});

const names = ['resnet18-dynamo.onnx', 'convnext-torchscript.onnx', 'swin-dynamo.onnx', 'vit-dynamo.onnx'];

describe.each(cases.filter(({ file }) => names.includes(file)))('$file, to be trained', (onnxCase) => {
  const content = readFileSync(join(onnxFixtures, onnxCase.file));
  const checkpoint = onnxCheckpoint(new Map([[ONNX_FILE, content]]), classes);
  const x = (): tf.Tensor4D => caseImages(onnxCase);

  it('gives the same logits, and every array has a gradient', () => {
    const used = loadNetwork(checkpoint, 'spec');
    const { network, weights } = loadNetwork(checkpoint, 'spec', 'train');
    const logits = network.logits(x(), weights, 'train').dataSync();
    expect(largestError(logits, used.network.logits(x(), used.weights, 'evaluate').dataSync())).toBeLessThan(1e-6);
    const list = network.parameters.map(({ name }) => name);
    const onehot = tf.cast(tf.oneHot(tf.tensor1d([3, 5, 8], 'int32'), classes), 'float32').as2D(3, classes);
    const loss = (...values: Tensor[]): tf.Scalar => {
      const moved = new Map(list.map((name, i) => [name, values[i] ?? lookUp(weights, name)]));
      return tf.mean(trainingLosses['cross-entropy'](network.logits(x(), moved, 'train'), onehot));
    };
    const gradients = tf.grads(loss)(list.map((name) => lookUp(weights, name)));
    const still = list.filter((_, i) => tf.max(tf.abs(gradients[i] ?? tf.scalar(0))).dataSync()[0] === 0);
    expect(still).toEqual([]);
  });

  it('computes with the arrays that a checkpoint has besides the file, also in what is computed beforehand', () => {
    const { network, weights } = loadNetwork(checkpoint, 'spec', 'train');
    const arrays = saveWeights(network.parameters, new Map([...weights].map(([name, w]) => [name, tf.mul(w, 1.1)])));
    const changed = new Map(
      [...arrays].map(([name, { data }]) => [name, tf.tensor(data, lookUp(weights, name).shape)]),
    );
    const expected = network.logits(x(), changed, 'evaluate').dataSync();
    const read = loadNetwork({ ...checkpoint, arrays }, 'spec');
    const found = read.network.logits(x(), read.weights, 'evaluate').dataSync();
    expect(largestError(found, expected)).toBeLessThan(1e-6);
    const graph = parseOnnx(content, { where: 'spec', external: () => null });
    expect(arrays.size).toBeLessThanOrEqual(graph.initialisers.size);
  });

  it('refuses arrays that the file does not have', () => {
    const arrays = new Map([['nothing', { shape: [2], data: Float32Array.of(1, 2) }]]);
    expect(() => loadNetwork({ ...checkpoint, arrays }, 'DIR')).toThrow(
      'DIR: the weights are of another ONNX file: nothing is unexpected; train the network again with bcos-train',
    );
  });
});
