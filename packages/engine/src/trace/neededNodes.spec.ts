import { expect, it } from 'vitest';
import { neededNodes } from './neededNodes.js';
import type { NodeMessage } from './savedModel.js';

const node = (name: string, ...input: string[]): NodeMessage => ({ name, op: 'Any', input, attr: {} });

it('are those that lead to an output, in order, and the inputs', () => {
  const nodes = [
    node('input0'),
    node('input1'),
    node('constant0'),
    node('constant1'),
    node('op4', 'input0', 'constant0'),
    node('op5', 'op4:1', 'constant1'),
    node('op6', 'op4:1'),
    node('output0', 'op6'),
  ];
  expect(neededNodes(nodes).map(({ name }) => name)).toEqual([
    'input0',
    'input1',
    'constant0',
    'op4',
    'op6',
    'output0',
  ]);
});

it('are none but inputs where there is no output', () => {
  expect(neededNodes([node('input0'), node('op1', 'input0')])).toEqual([node('input0')]);
});
