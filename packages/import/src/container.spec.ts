import { Fault } from '@bcos-bench/vocabulary';
import type { PickleValue } from '@bcos-bench/torch-file';
import { describe, expect, it } from 'vitest';
import { findContainer, type ContainerChoice } from './container.js';
import { TRAINED_KEYS } from './containerKeys.js';
import { dictOf, tensorOf } from './testing/memoryFile.fixture.js';

const trained: ContainerChoice = { choice: 'trained' };
const averaged: ContainerChoice = { choice: 'averaged' };
const weights = dictOf({ 'conv1.weight': tensorOf('0', [2]), 'bn.running_mean': tensorOf('1', [3]) });
const average = dictOf({ 'conv1.weight': tensorOf('8', [2]), 'bn.running_mean': tensorOf('9', [3]) });
const opaque = (name: string): PickleValue => ({ kind: 'opaque', name });
const storageOf = (root: PickleValue, choice: ContainerChoice): string | undefined =>
  findContainer(root, choice, 'weights.pt').arrays.get('conv1.weight')?.storage.key;

describe('findContainer', () => {
  it.each(TRAINED_KEYS)('finds the weights under %s', (key) => {
    const root = dictOf({
      epoch: 3,
      best_prec1: tensorOf('7', []),
      [key]: weights,
      optimizer: dictOf({ state: tensorOf('9', [2]) }),
    });
    const found = findContainer(root, trained, 'weights.pt');
    expect(found.key).toBe(key);
    expect([...found.arrays.keys()]).toEqual(['conv1.weight', 'bn.running_mean']);
    expect(found.beside).toEqual(['epoch', 'best_prec1', 'optimizer']);
  });

  it('takes a file that is a state dict, and leaves out what is no tensor', () => {
    const root = dictOf({ 'conv1.weight': tensorOf('0', [2]), version: 2 });
    const found = findContainer(root, trained, 'weights.pt');
    expect(found.key).toBeNull();
    expect([...found.arrays.keys()]).toEqual(['conv1.weight']);
    expect(found.beside).toEqual(['version']);
  });

  it.each<[string, PickleValue]>([
    ['state_dict.state_dict', dictOf({ state_dict: dictOf({ state_dict: weights }) })],
    ['state.model', dictOf({ state: dictOf({ model: weights, timestamp: 3 }), rng: 1 })],
    ['0', { kind: 'list', items: [weights, dictOf({ epoch: 3 })] }],
    ['1.state_dict', { kind: 'tuple', items: [3, dictOf({ state_dict: weights })] }],
  ])('finds the weights at %s', (key, root) => {
    expect(findContainer(root, trained, 'weights.pt')).toMatchObject({ key, arrays: new Map(weights.entries) });
  });

  it.each<[string, PickleValue]>([
    ['model_ema', dictOf({ model: weights, model_ema: average })],
    ['state_dict_ema', dictOf({ state_dict: weights, state_dict_ema: average })],
    ['model_avg', dictOf({ model: weights, model_avg: average })],
    ['ema.shadow', dictOf({ model: weights, ema: dictOf({ decay: 0.9, shadow: average }) })],
    ['ema.module', dictOf({ model: weights, ema: dictOf({ module: average }) })],
    [
      'callbacks.EMACallback.ema_state_dict',
      dictOf({ state_dict: weights, callbacks: dictOf({ EMACallback: dictOf({ ema_state_dict: average }) }) }),
    ],
  ])('takes averaged weights at %s where they are asked for, and only then', (key, root) => {
    expect(findContainer(root, averaged, 'weights.pt')).toMatchObject({ key, averaged: true });
    expect(storageOf(root, averaged)).toBe('8');
    expect(storageOf(root, trained)).toBe('0');
    expect(findContainer(root, trained, 'weights.pt')).toMatchObject({ averaged: false, averages: [key] });
    expect(findContainer(root, averaged, 'weights.pt').averages).toEqual([]);
  });

  it("knows that Lightning's WeightAveraging puts the average in the place of the trained weights", () => {
    const root = dictOf({
      state_dict: average,
      current_model_state: weights,
      averaging_state: dictOf({ n_averaged: tensorOf('5', []) }),
    });
    expect(storageOf(root, trained)).toBe('0');
    expect(storageOf(root, averaged)).toBe('8');
  });

  it('gives the trained weights where there is no average', () => {
    expect(findContainer(dictOf({ model: weights }), averaged, 'weights.pt')).toMatchObject({ averaged: false });
  });

  it('names averages without names by the trained weights, with or without buffers', () => {
    const shadows = (...items: PickleValue[]): PickleValue =>
      dictOf({ model: weights, ema: dictOf({ shadow_params: { kind: 'list', items } }) });
    const both = shadows(tensorOf('8', [2]), tensorOf('9', [3]));
    expect([...findContainer(both, averaged, 'weights.pt').arrays.keys()]).toEqual(['conv1.weight', 'bn.running_mean']);
    const parameters = shadows(tensorOf('8', [2]));
    expect([...findContainer(parameters, averaged, 'weights.pt').arrays.keys()]).toEqual(['conv1.weight']);
    expect(() => findContainer(shadows(tensorOf('8', [4])), averaged, 'weights.pt')).toThrow(
      'weights.pt: holds 1 averaged arrays without names under ema.shadow_params',
    );
  });

  it('takes the key that is given, also with dots in it', () => {
    const root = dictOf({
      model: weights,
      'best.net': dictOf({ ema: average }),
      other: dictOf({ state_dict: average }),
    });
    expect(storageOf(root, { choice: 'trained', key: 'best.net.ema' })).toBe('8');
    expect(findContainer(root, { choice: 'trained', key: 'other' }, 'weights.pt').key).toBe('other.state_dict');
    expect(() => storageOf(root, { choice: 'trained', key: 'nothing' })).toThrow(
      "weights.pt: holds nothing under the key nothing; give another --key; the file's keys are model, best.net, other",
    );
  });

  it.each<[PickleValue, string]>([
    [dictOf({}), 'weights.pt: holds an empty dict; put a state dict under one of state_dict, '],
    [dictOf({ epoch: 3, model: 'resnet' }), 'weights.pt: holds no weights under its keys epoch, model; '],
    [
      dictOf({ epoch: 3, generator: weights, critic: average }),
      'holds weights under generator (2 arrays), critic (2 arrays), and none of these keys is usual; say which: --key generator or --key critic',
    ],
    [{ kind: 'list', items: [weights, average] }, 'say which: --key 0 or --key 1'],
    [
      opaque('torchvision.models.resnet.ResNet'),
      'is a whole pickled model, an object of the class torchvision.models.resnet.ResNet, and no state dict',
    ],
    [
      dictOf({ model: opaque('models.yolo.Model') }),
      'holds under model a whole pickled model, an object of the class models.yolo.Model',
    ],
    [tensorOf('0', [2]), 'holds a tensor, no dict of weights; save it again with torch.save('],
    [7, 'holds the value 7, no dict of weights'],
    [null, 'holds the value null, no dict of weights'],
  ])('refuses %j', (root, says) => {
    expect(() => findContainer(root, trained, 'weights.pt')).toThrow(Fault);
    expect(() => findContainer(root, trained, 'weights.pt')).toThrow(says);
  });
});
