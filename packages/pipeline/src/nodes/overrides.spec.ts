import { describe, expect, it } from 'vitest';
import { applyOverrides, readOverrides } from './overrides.js';
import { pipelineSchema } from '../schema/pipelineSchema.js';

const spec = pipelineSchema.parse({
  title: 'Small',
  data: { dataset: 'shapes', train: 6000 },
  networks: { a: { title: 'A', train: { arch: 'resnet8', epochs: 20 } } },
  attacks: [{ norm: 'linf', eps: ['8/255'], steps: [20] }],
  explanations: [{ network: 'a', attack: { norm: 'linf', eps: '8/255', steps: 20 } }],
  report: { tables: [], figures: [] },
});

describe('overrides', () => {
  it('change the flags that they are about', () => {
    const overrides = readOverrides({ EPOCHS: '1', TRAIN: '2000', TEST: '500', LIMIT: '32', OTHER: 'x' });
    const { data, networks, attacks } = applyOverrides(spec, overrides);
    expect(data).toEqual({ dataset: 'shapes', train: 2000, test: 500 });
    expect(networks['a']?.train).toEqual({ arch: 'resnet8', epochs: 1 });
    expect(attacks[0]).toMatchObject({ limit: 32, keep: 8 });
  });

  it('keep and explain no more images than are attacked', () => {
    const { attacks, explanations } = applyOverrides(spec, readOverrides({ LIMIT: '3' }));
    expect(attacks[0]?.keep).toBe(3);
    expect(explanations[0]?.limit).toBe(3);
  });

  it('change nothing where none is set', () => {
    expect(applyOverrides(spec, readOverrides({ EPOCHS: '' }))).toEqual(spec);
  });

  it.each(['0', '-1', '1.5', 'many', '1e3'])("refuse '%s'", (text) => {
    expect(() => readOverrides({ LIMIT: text })).toThrow(
      `environment variable LIMIT: '${text}' is not a whole number above 0; correct or unset it`,
    );
  });
});
