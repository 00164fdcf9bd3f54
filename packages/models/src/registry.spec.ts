import { lookUp, UsageFault } from '@bcos-bench/vocabulary';
import type { Architecture } from '@bcos-bench/formats';
import { describe, expect, it } from 'vitest';
import { kuangliuNetworks } from './families/kuangliuNetworks.js';
import { preActResnets } from './families/preActResnets.js';
import { torchvisionNetworks } from './families/torchvisionNetworks.js';
import { wideResnets } from './families/wideResnets.js';
import { architectureNamed, familyOf, networkFamilies } from './registry.js';

const architecture = (changes: Partial<Architecture>): Architecture => ({
  name: 'bcos-resnet8',
  b: 2,
  maxOut: 1,
  norm: 'none',
  ...changes,
});

const cifarDepths = [8, 14, 20, 32, 44, 56, 110];
const imageNetDepths = [18, 34, 50, 101, 152];
const robustnessDepths = [18, 34, 50];
/** Networks by the names that packages give their arrays, a file of `families/` each. */
const ofPackages = [...preActResnets, ...wideResnets, ...kuangliuNetworks, ...torchvisionNetworks].map(
  ([name]) => name,
);

/** Arrays of rank 4 and 2 on the way from input to logits: shortcuts stand beside it. */
function layersOf(name: string): number {
  const family = lookUp(networkFamilies, name);
  const { parameters } = family.build({ b: family.bcos ? 2 : 1, maxOut: 1, norm: 'none' }, 10, 6);
  return parameters.filter((spec) => spec.shape.length > 1 && !/downsample|shortcut/.test(spec.name)).length;
}

describe('the registry of architectures', () => {
  it('has each by its name, with what it is trained with', () => {
    const rows = [...networkFamilies].map(([name, { encoding, loss, bcos, norm }]) => [
      name,
      encoding,
      loss,
      bcos,
      norm,
    ]);
    const bcos = (name: string, norm: string): unknown[] => [`bcos-${name}`, 'rgb+inverse', 'bce', true, norm];
    expect(rows).toEqual([
      ...[...cifarDepths, ...imageNetDepths].map((depth) => bcos(`resnet${depth}`, 'none')),
      ...['resnext50-32x4d', 'resnext101-32x8d', 'wide-resnet50-2', 'wide-resnet101-2'].map((name) =>
        bcos(name, 'none'),
      ),
      ...[121, 161, 169, 201].map((depth) => bcos(`densenet${depth}`, 'none')),
      ...['atto', 'tiny', 'small', 'base', 'large'].map((size) => bcos(`convnext-${size}`, 'pn-linear')),
      ...['simple-vit', 'vitc'].flatMap((kind) =>
        ['ti', 's', 'b', 'l'].map((size) => bcos(`${kind}-${size}`, 'ln-linear')),
      ),
      bcos('vgg11-bnu', 'bnu-linear'),
      bcos('v1-nine-layers', 'none'),
      ['coda-nine-layers', 'rgb+inverse', 'bce', false, 'none'],
      ...[...cifarDepths, ...robustnessDepths].map((depth) => [
        `resnet${depth}`,
        'rgb',
        'cross-entropy',
        false,
        'none',
      ]),
      ...ofPackages.map((name) => [name, 'rgb', 'cross-entropy', false, 'none']),
    ]);
  });

  it.each([
    ...[...cifarDepths, ...imageNetDepths].map((depth): [string, number] => [`bcos-resnet${depth}`, depth]),
    ...[...cifarDepths, ...robustnessDepths].map((depth): [string, number] => [`resnet${depth}`, depth]),
    ['preact-resnet18', 18],
    ['torchvision-resnet50', 50],
    ['torchvision-vgg16-bn', 16],
    ['torchvision-densenet121', 121],
    ['kuangliu-densenet169', 169],
    ['dm-preact-resnet34', 34],
    ...[121, 161, 169, 201].map((depth): [string, number] => [`bcos-densenet${depth}`, depth]),
    ['bcos-resnext50-32x4d', 50],
    ['bcos-wide-resnet101-2', 101],
    ['bcos-vgg11-bnu', 11],
  ])('builds %s of %d layers, shortcuts not counted', (name, layers) => {
    expect(layersOf(name)).toBe(layers);
  });

  it("has the robustness package's normaliser for its ResNets, and none for others", () => {
    const normalised = [...networkFamilies].filter(
      ([name, { normalisation }]) => normalisation !== null && !ofPackages.includes(name),
    );
    expect(normalised.map(([name]) => name)).toEqual(robustnessDepths.map((depth) => `resnet${depth}`));
    const cifar10 = { mean: [0.4914, 0.4822, 0.4465], std: [0.2023, 0.1994, 0.201] };
    normalised.forEach(([, { normalisation }]) => expect(normalisation).toEqual(cifar10));
  });

  it("has DeepMind's normaliser for its networks", () => {
    const byName = new Map([...networkFamilies].map(([name, { normalisation }]) => [name, normalisation?.std]));
    const std = [0.2471, 0.2435, 0.2616];
    expect(byName.get('dm-wide-resnet28-10')).toEqual(std);
  });

  it('lets a B-cos network without evidence give each class one chance in all', () => {
    const { temperature, bias } = familyOf(architecture({})).logitLayer(10, 2);
    expect(temperature).toBe(1);
    expect(1 / (1 + Math.exp(-bias))).toBeCloseTo(0.1, 12);
  });
});

describe('architectureNamed', () => {
  it.each([
    ['bcos-resnet56', {}, { b: 2, maxOut: 1, norm: 'none' }],
    ['bcos-vgg11-bnu', {}, { b: 2, maxOut: 1, norm: 'bnu-linear' }],
    ['bcos-v1-nine-layers', { b: 1.5 }, { b: 1.5, maxOut: 2, norm: 'none' }],
    ['bcos-resnet50', { b: 1.5, norm: 'bnu-linear' }, { b: 1.5, maxOut: 1, norm: 'bnu-linear' }],
    ['resnet50', {}, { b: 1, maxOut: 1, norm: 'none' }],
  ])('completes %s %o', (name, choices, complete) => {
    expect(architectureNamed(name, choices)).toEqual({ name, ...complete });
  });

  it('refuses what the family does not take', () => {
    expect(() => architectureNamed('resnet50', { b: 2 })).toThrow(
      /^--b, --max-out, --norm: resnet50 has no B-cos layers/,
    );
  });
});

describe('familyOf', () => {
  it.each([
    [{ name: 'resnet9' }, /^--arch: 'resnet9' is not an architecture; did you mean resnet8\?$/],
    [{ name: 'resnet8', b: 2 }, /^--b, --max-out, --norm: resnet8 has no B-cos layers; leave these flags out$/],
    [
      { name: 'resnet8', b: 1, maxOut: 2 },
      /^--b, --max-out, --norm: resnet8 has no B-cos layers; leave these flags out$/,
    ],
    [
      { name: 'resnet8', b: 1, norm: 'bn' },
      /^--b, --max-out, --norm: resnet8 has no B-cos layers; leave these flags out$/,
    ],
    [
      { name: 'bcos-v1-nine-layers', b: 1.4 },
      /^--b: bcos-v1-nine-layers has no exponent 1\.4; one of 1, 1\.25, 1\.5, 1\.75, 2, 2\.25, 2\.5$/,
    ],
    [
      { name: 'bcos-vitc-s', norm: 'bnu' },
      /^--norm: bcos-vitc-s has no norm bnu; one of none, ln, ln-linear, ln-unaffine$/,
    ],
    [{ b: 0.5 }, /^--b: 0\.5 is not an exponent of at least 1$/],
    [{ b: Infinity }, /^--b: Infinity is not an exponent of at least 1$/],
    [{ maxOut: 1.5 }, /^--max-out: /],
    [{ norm: 'bun' }, /^--norm: 'bun' is not a norm; one of none, an, an-linear, .*pnu-unaffine$/],
  ])('refuses %o, naming the flag', (changes, message) => {
    const refused = (): unknown => familyOf(architecture(changes));
    expect(refused).toThrow(UsageFault);
    expect(refused).toThrow(message);
  });

  it('takes an ordinary network with the B-cos parameters that change nothing', () => {
    expect(familyOf(architecture({ name: 'resnet8', b: 1 })).bcos).toBe(false);
  });
});
