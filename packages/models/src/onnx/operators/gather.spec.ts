import * as tf from '@tensorflow/tfjs-core';
import type { Attribute, OnnxArray, OnnxNode } from '@bcos-bench/onnx-file';
import { expect, it } from 'vitest';
import { onnxProgram } from '../onnxProgram.js';
import { onTensorFlow } from '../../testing/onTensorFlow.fixture.js';

onTensorFlow();

const node = (op: string, inputs: readonly string[], output: string, perm?: readonly number[]): OnnxNode => ({
  op,
  domain: '',
  opset: 18,
  label: output,
  inputs,
  outputs: [output],
  attributes: new Map<string, Attribute>(perm === undefined ? [] : [['perm', { kind: 'ints', value: [...perm] }]]),
});

const whole = (shape: readonly number[], numbers: readonly number[]): OnnxArray => ({
  dtype: 'int',
  shape,
  data: Float64Array.from(numbers),
});

it.each([1, 2])('repeats the only pixel of each image of a unit of %i, as an adaptive average of 2x2 does', (unit) => {
  const nodes = [
    node('Transpose', ['images'], 'pixels', [2, 3, 0, 1]),
    node('GatherND', ['pixels', 'places'], 'taken'),
    node('Transpose', ['taken'], 'windows', [4, 5, 0, 1, 2, 3]),
    node('Reshape', ['windows', 'rows'], 'logits'),
  ];
  const initialisers = new Map([
    ['places', whole([2, 1, 2, 1, 2], new Array<number>(8).fill(0))],
    ['rows', whole([2], [unit, 12])],
  ]);
  const graph = { opset: 18, producer: '', inputs: [], outputs: [], initialisers, nodes };
  const ports = { input: 'images', logits: 'logits', channels: 3, channelsLast: false } as const;
  const program = onnxProgram(graph, { ...ports, sides: [1, 1], unit, withoutSoftmax: false }, [1, 1], 'spec');
  const images = [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ];
  const logits = program.logits(tf.tensor4d(images.flat(), [3, 1, 1, 3]), () => tf.scalar(0));
  expect(logits.arraySync()).toEqual(images.map((image) => image.flatMap((value) => [value, value, value, value])));
});
