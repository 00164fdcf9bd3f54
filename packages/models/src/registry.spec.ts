import { UsageFault, type Architecture } from '@bcos-bench/stage';
import { describe, expect, it } from 'vitest';
import { familyOf, networkFamilies } from './registry.js';

const architecture = (changes: Partial<Architecture>): Architecture => ({
  name: 'bcos-resnet8',
  b: 2,
  maxOut: 1,
  norm: 'none',
  ...changes,
});

const depths = [8, 14, 20, 32, 44, 56, 110];

describe('the registry of architectures', () => {
  it('has each by its name, with what it is trained with', () => {
    const rows = [...networkFamilies].map(([name, { encoding, loss, bcos }]) => [name, encoding, loss, bcos]);
    expect(rows).toEqual([
      ...depths.map((depth) => [`bcos-resnet${depth}`, 'rgb+inverse', 'bce', true]),
      ...depths.map((depth) => [`resnet${depth}`, 'rgb', 'cross-entropy', false]),
    ]);
  });

  it.each(depths)('builds bcos-resnet%d with that many layers, shortcuts not counted', (depth) => {
    const named = architecture({ name: `bcos-resnet${depth}` });
    const layers = familyOf(named)
      .build(named, 10)
      .parameters.filter(({ name }) => !name.includes('downsample'));
    expect(layers).toHaveLength(depth);
  });
});

describe('familyOf', () => {
  it.each([
    [{ name: 'resnet9' }, /^--arch: 'resnet9' is no architecture; one of bcos-resnet8, .*resnet110$/],
    [{ name: 'resnet8', b: 2 }, /^--b, --max-out: resnet8 has no B-cos layers; leave these flags out$/],
    [{ name: 'resnet8', b: 1, maxOut: 2 }, /^--b, --max-out: resnet8 has no B-cos layers; leave these flags out$/],
    [{ norm: 'bnu' }, /^--norm: 'bnu' is not known to bcos-resnet8; use 'none'$/],
  ])('refuses %o, naming the flag', (changes, message) => {
    const refused = (): unknown => familyOf(architecture(changes));
    expect(refused).toThrow(UsageFault);
    expect(refused).toThrow(message);
  });

  it('takes an ordinary network with the B-cos parameters that change nothing', () => {
    expect(familyOf(architecture({ name: 'resnet8', b: 1 })).bcos).toBe(false);
  });
});
