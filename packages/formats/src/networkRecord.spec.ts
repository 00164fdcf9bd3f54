import { expect, it } from 'vitest';
import { Fault } from '@bcos-bench/vocabulary';
import type { Model } from './checkpoint.js';
import { networkRecord, parseNetworkRecord } from './networkRecord.js';

const model: Model = {
  architecture: { name: 'resnet8', b: 1, maxOut: 1, norm: 'none' },
  classes: ['cat', 'dog'],
  encoding: 'rgb',
  normalisation: { mean: [0.1 + 0.2, 1 / 3, 0], std: [0.25, 5e-324, 1] },
  loss: 'cross-entropy',
  provenance: { stage: 'bcos-train', dataset: null, parameters: {} },
  cleanAccuracy: null,
};

it('has every number to the last bit', () => {
  const { architecture, classes, normalisation } = model;
  expect(parseNetworkRecord(networkRecord(model), 'a.pt')).toEqual({
    version: 1,
    architecture,
    classes,
    normalisation,
  });
  expect(parseNetworkRecord(networkRecord({ ...model, normalisation: null }), 'a.pt').normalisation).toBeNull();
});

it.each(['', '{}', '[', networkRecord(model).replace('"version":1', '"version":2')])(
  'refuses %j in one line',
  (text) => {
    expect(() => parseNetworkRecord(text, 'a.pt')).toThrow(Fault);
    expect(() => parseNetworkRecord(text, 'a.pt')).toThrow(
      'a.pt: its text bcos_bench.network is not a record of a network',
    );
  },
);
