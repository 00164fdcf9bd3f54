import { describe, expect, it } from 'vitest';
import { dictOf } from './containers.js';
import type { PickleList, PickleValue, TensorReference } from './value.js';
import { checkTree, tensorsIn } from './valueTree.js';

const refuse = (what: string): never => {
  throw new Error(what);
};

const tensor = (key: string): TensorReference => ({
  kind: 'tensor',
  dtype: 'float32',
  shape: [],
  strides: [],
  offset: 0,
  storage: { kind: 'storage', key, dtype: 'float32', elements: 1 },
});

function doubling(times: number): PickleValue {
  let value: PickleValue = { kind: 'list', items: [] };
  for (let i = 0; i < times; i += 1) value = { kind: 'tuple', items: [value, value] };
  return value;
}

describe('checkTree', () => {
  it('walks once through what is shared', () => {
    expect(() => checkTree(doubling(150), refuse)).not.toThrow();
  });

  it('refuses what is too deep and what contains itself', () => {
    const self: PickleList = { kind: 'list', items: [] };
    self.items.push({ kind: 'tuple', items: [self] });
    expect(() => checkTree(doubling(201), refuse)).toThrow('more than 200 deep');
    expect(() => checkTree(self, refuse)).toThrow('contains itself');
  });
});

describe('tensorsIn', () => {
  it('gives every tensor once, in order, out of keys, dicts, lists and what is shared', () => {
    const [a, b, c] = [tensor('a'), tensor('b'), tensor('c')];
    const dict = dictOf('dict');
    dict.entries.set('x', { kind: 'list', items: [b, a] }).set(c, b);
    expect(tensorsIn({ kind: 'tuple', items: [a, dict, doubling(100)] })).toEqual([a, b, c]);
  });
});
