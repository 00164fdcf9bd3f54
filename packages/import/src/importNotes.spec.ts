import { expect, it } from 'vitest';
import type { Model } from '@bcos-bench/formats';
import { importedNetwork, importNotes, type Imported } from './importNotes.js';
import { tensorOf } from './testing/memoryFile.fixture.js';

const model: Model = {
  architecture: { name: 'bcos-resnet50', b: 2, maxOut: 1, norm: 'bnu-linear' },
  classes: ['cat', 'dog'],
  encoding: 'rgb+inverse',
  normalisation: null,
  loss: 'bce',
  provenance: { stage: 'bcos-import', dataset: null, parameters: {} },
  cleanAccuracy: null,
};
const arrays = new Map([
  ['conv1.linear.weight', tensorOf('0', [4, 6, 3, 3])],
  ['bn1.weight', tensorOf('1', [4])],
]);
const imported: Imported = {
  model,
  arrays: {
    weights: arrays,
    container: {
      key: 'state_dict',
      averaged: false,
      arrays,
      others: new Map(),
      beside: ['epoch', 'model_ema'],
      averages: ['model_ema'],
    },
    unwrapped: { arrays, layouts: [], normalisers: [], copies: [], beside: ['criterion.weight'] },
    counters: ['bn1.num_batches_tracked'],
    unused: [],
    completed: [],
    logitLayer: new Map(),
  },
  guess: {
    architecture: model.architecture,
    classes: 2,
    mismatch: { missing: [], unexpected: [], misshapen: [] },
    needed: 2,
    otherNorms: ['bn-linear'],
    otherNames: [],
  },
  exponent: { b: 2, from: 'usual' },
  given: { norm: false, classes: false, average: false },
};

it('says what was imported, guessed and left out', () => {
  expect(importedNetwork(imported)).toBe(
    'bcos-resnet50, b 2, max-out 1, norm bnu-linear: 2 arrays, 220 numbers, 2 classes',
  );
  expect(importNotes(imported)).toEqual([
    'b cannot be seen in weights: 2 is taken; --b says otherwise',
    'norm bnu-linear is a guess: the same arrays are those of bn-linear; --norm says which',
    'classes are called cat, dog; --classes says otherwise',
    'left out: 1 counters of batches; 1 arrays beside the network; epoch, model_ema',
    'the file also holds averaged weights (model_ema): --ema takes them',
  ]);
});

it('does not advise --ema where it is given, and says what the average lacks', () => {
  const average: Imported = {
    ...imported,
    model: { ...model, classes: ['tench, Tinca tinca', 'cat'] },
    arrays: { ...imported.arrays, completed: ['bn1.running_mean', 'bn1.running_var'] },
    given: { norm: true, classes: false, average: true },
  };
  const notes = importNotes(average);
  expect(notes.filter((note) => note.includes('--ema'))).toEqual([]);
  expect(notes).toContain(
    "the average lacks 2 arrays that are not trained (bn1.running_mean, bn1.running_var): they are the trained network's",
  );
  expect(notes).toContain('classes are called "tench, Tinca tinca", cat; --classes says otherwise');
});

it('says that averages stand under a prefix', () => {
  const unwrapped = { ...imported.arrays.unwrapped, beside: ['ema_model.conv1.weight', 'ema_model.bn1.weight'] };
  const container = { ...imported.arrays.container, averages: [] };
  expect(importNotes({ ...imported, arrays: { ...imported.arrays, unwrapped, container } })).toContain(
    'the file also holds averaged weights (ema_model): --ema takes them',
  );
});

it('says of an ordinary network nothing of an exponent', () => {
  const ordinary: Imported = {
    ...imported,
    model: { ...model, architecture: { name: 'resnet18', b: 1, maxOut: 1, norm: 'none' }, encoding: 'rgb' },
    exponent: null,
    given: { norm: true, classes: true, average: false },
  };
  expect(importedNetwork(ordinary)).toBe('resnet18: 2 arrays, 220 numbers, 2 classes');
  expect(importNotes(ordinary).filter((line) => /^(b|norm|classes) /.test(line))).toEqual([]);
});
