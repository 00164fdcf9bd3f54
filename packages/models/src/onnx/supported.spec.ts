import { Fault } from '@bcos-bench/vocabulary';
import type { OnnxGraph, OnnxNode } from '@bcos-bench/onnx-file';
import { expect, it } from 'vitest';
import { requireSupported } from './supported.js';

const node = (op: string, label: string, domain = ''): OnnxNode => ({
  op,
  domain,
  opset: 17,
  label,
  inputs: [],
  outputs: [],
  attributes: new Map(),
});
const graph = (nodes: readonly OnnxNode[]): OnnxGraph => ({
  opset: 17,
  producer: '',
  inputs: [],
  outputs: [],
  initialisers: new Map(),
  nodes,
});

it('names all operators that are missing at once, each with a node of it and its opset', () => {
  const nodes = [
    node('Conv', 'a'),
    node('LSTM', 'b'),
    node('NonZero', 'c'),
    node('LSTM', 'd'),
    node('Conv', 'e', 'mine'),
  ];
  const check = (): void => requireSupported(graph(nodes), 'a.onnx');
  expect(check).toThrow(Fault);
  expect(check).toThrow(
    "a.onnx: has operators that are not read: LSTM (opset 17, node 'b' and 1 more), NonZero (opset 17, node 'c'), " +
      "mine.Conv (opset 17, node 'e'); docs/onnx.md lists those that are",
  );
});
