import { Fault } from '@bcos-bench/stage';
import { describe, expect, it } from 'vitest';
import { findContainer } from './container.js';
import { dictOf, tensorOf } from './testing/memoryFile.fixture.js';

const weights = dictOf({ 'conv1.weight': tensorOf('0', [2]) });
const average = dictOf({ 'conv1.weight': tensorOf('1', [2]) });

describe('findContainer', () => {
  it.each(['state_dict', 'model_state_dict', 'model', 'net'])('finds the weights under %s', (key) => {
    const root = dictOf({ epoch: 3, [key]: weights, optimizer: dictOf({ state: tensorOf('9', [2]) }) });
    const found = findContainer(root, 'trained', 'weights.pt');
    expect(found.key).toBe(key);
    expect([...found.arrays.keys()]).toEqual(['conv1.weight']);
    expect(found.beside).toEqual(['epoch', 'optimizer']);
  });

  it('takes a file that is a state dict, and leaves out what is no tensor', () => {
    const root = dictOf({ 'conv1.weight': tensorOf('0', [2]), version: 2 });
    const found = findContainer(root, 'trained', 'weights.pt');
    expect(found.key).toBeNull();
    expect([...found.arrays.keys()]).toEqual(['conv1.weight']);
    expect(found.beside).toEqual(['version']);
  });

  it('takes averaged weights where they are asked for, and only then', () => {
    const root = dictOf({ model: weights, model_ema: average });
    expect(findContainer(root, 'averaged', 'weights.pt')).toMatchObject({ key: 'model_ema', averaged: true });
    expect(findContainer(root, 'trained', 'weights.pt')).toMatchObject({ key: 'model', averaged: false });
    expect(findContainer(dictOf({ model: weights }), 'averaged', 'weights.pt')).toMatchObject({ averaged: false });
  });

  it.each([
    [dictOf({}), 'weights.pt: holds an empty dict; put a state dict under one of state_dict, '],
    [dictOf({ epoch: 3, model: 'resnet' }), 'weights.pt: holds no weights under its keys epoch, model; '],
    [
      { kind: 'opaque', name: 'torchvision.models.resnet.ResNet' } as const,
      'holds an object of the class torchvision.models.resnet.ResNet, no dict of weights; save it again with torch.save(',
    ],
    [tensorOf('0', [2]), 'holds a tensor, no dict of weights'],
    [7, 'holds the value 7, no dict of weights'],
    [null, 'holds the value null, no dict of weights'],
  ])('refuses %j', (root, says) => {
    expect(() => findContainer(root, 'trained', 'weights.pt')).toThrow(Fault);
    expect(() => findContainer(root, 'trained', 'weights.pt')).toThrow(says);
  });
});
