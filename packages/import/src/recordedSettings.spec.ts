import { expect, it } from 'vitest';
import { recordedSettings } from './recordedSettings.js';
import { dictOf, memoryFile, tensorOf } from './testing/memoryFile.fixture.js';

const model = dictOf({
  is_bcos: true,
  args: dictOf({ num_classes: 10, norm_layer: 'Identity', logit_bias: -2.25 }),
  bcos_args: dictOf({ b: 1.5, max_out: 2n }),
});

it('reads what bcos.training has written', () => {
  const root = dictOf({ hyper_parameters: dictOf({ model }) });
  const recorded = recordedSettings(memoryFile(root), new Map());
  expect(recorded).toEqual({ b: 1.5, logitBias: -2.25, logitTemperature: null });
});

it('takes the arrays of a logit layer before it', () => {
  const root = dictOf({ hyper_parameters: dictOf({ model }) });
  const arrays = new Map([
    ['logit_bias', tensorOf('bias', [1])],
    ['logit_temperature', tensorOf('temperature', [])],
  ]);
  const recorded = recordedSettings(memoryFile(root, { bias: [-1], temperature: [4] }), arrays);
  expect(recorded).toEqual({ b: 1.5, logitBias: -1, logitTemperature: 4 });
});

it.each([dictOf({}), dictOf({ hyper_parameters: 3 }), dictOf({ hyper_parameters: dictOf({ model: null }) }), 'text'])(
  'knows nothing of %j',
  (root) => {
    expect(recordedSettings(memoryFile(root), new Map())).toEqual({ b: null, logitBias: null, logitTemperature: null });
  },
);
