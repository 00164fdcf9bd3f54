import { expect, it } from 'vitest';
import { nameSign } from './nameSigns.js';

it.each([
  ['conv1.weight_orig', 'is pruned'],
  ['conv1.parametrizations.weight.original0', 'is parametrised'],
  ['fc.weight_g', 'has weight norm'],
  ['fc.weight_u', 'has spectral norm'],
  ['layer1.0.lora_A.default.weight', 'holds LoRA matrices'],
  ['fc._packed_params._packed_params', 'is of a quantised network'],
  ['_fsdp_wrapped_module._flat_param', 'holds the flattened parameters of FSDP'],
])('says of %s that the network %s', (name, what) => {
  expect(nameSign(['bn1.weight', name])?.what).toContain(what);
  expect(nameSign(['bn1.weight', name])?.what).toContain(`(${name})`);
});

it('says nothing of usual names', () => {
  expect(nameSign(['conv1.weight', 'bn1.bias', 'bn1.running_mean', 'layer1.0.conv1.linear.weight'])).toBeNull();
});
