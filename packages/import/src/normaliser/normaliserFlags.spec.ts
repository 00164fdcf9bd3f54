import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageFault } from '@bcos-bench/vocabulary';
import fc from 'fast-check';
import { askedNormaliser, type NormaliserFlags } from './normaliserFlags.js';
import { parseNumbers } from './normaliserNumbers.js';

const silent: NormaliserFlags = { normalise: undefined, mean: undefined, std: undefined, data: undefined };
const asked = (flags: Partial<NormaliserFlags>) => askedNormaliser({ ...silent, ...flags });
const root = mkdtempSync(join(tmpdir(), 'normaliser-'));
afterAll(() => rmSync(root, { recursive: true }));

describe('askedNormaliser', () => {
  it('is null where no flag asks for one', () => {
    expect(asked({})).toBeNull();
  });

  it('is one of the usual ones by its name', () => {
    expect(asked({ normalise: 'imagenet' })).toEqual({
      constants: { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
      origin: { from: 'flag', detail: '--normalise imagenet' },
      flag: '--normalise',
    });
    expect(asked({ normalise: 'none' })?.constants).toBeNull();
  });

  it('is what --mean and --std say', () => {
    expect(asked({ mean: '0.5 .25 1e-1', std: '51/255,0.5, 1' })).toEqual({
      constants: { mean: [0.5, 0.25, 0.1], std: [0.2, 0.5, 1] },
      origin: { from: 'flag', detail: '--mean --std' },
      flag: '--mean',
    });
  });

  it('is that of a data set', () => {
    mkdirSync(join(root, 'data'));
    const split = { count: 0, shards: [] };
    const dataset = {
      name: 'mine',
      classes: ['a', 'b'],
      shape: [32, 32, 3],
      splits: { train: split, test: split },
      channelMean: [0.1, 0.2, 0.3],
      channelStd: [0.4, 0.5, 0.6],
    };
    writeFileSync(join(root, 'data', 'dataset.json'), JSON.stringify(dataset));
    expect(asked({ normalise: 'data', data: join(root, 'data') })).toEqual({
      constants: { mean: [0.1, 0.2, 0.3], std: [0.4, 0.5, 0.6] },
      origin: { from: 'data', detail: 'mine' },
      flag: '--normalise',
    });
  });

  it.each<[string, Partial<NormaliserFlags>, string]>([
    [
      'a mean of two',
      { mean: '0.5 0.5', std: '1 1 1' },
      '--mean: 2 numbers are given (0.5, 0.5), and an RGB image has 3 channels; write three',
    ],
    ['a mean of four', { mean: '0,0,0,0', std: '1 1 1' }, '--mean: 4 numbers are given'],
    ['a deviation of one', { mean: '0 0 0', std: '1' }, '--std: 1 number is given'],
    ['words', { mean: '0 0 red', std: '1 1 1' }, "--mean: 'red' is not a number; write it as 0.4914 or 125.3/255"],
    ['hexadecimals', { mean: '0 0 0x1', std: '1 1 1' }, "'0x1' is not a number"],
    ['infinity', { mean: '0 0 Infinity', std: '1 1 1' }, "'Infinity' is not a number"],
    ['a division by 0', { mean: '0 0 1/0', std: '1 1 1' }, "'1/0' is not a number"],
    ['no deviation', { mean: '0 0 0' }, '--mean: needs --std; give --std too'],
    ['no mean', { std: '1 1 1' }, '--std: needs --mean'],
    ['deviations of 0', { mean: '0 0 0', std: '1 0 1' }, '--std: the image is divided by 1, 0, 1'],
    [
      'means of [0,255]',
      { mean: '127.5 127.5 127.5', std: '51 51 51' },
      'divide both by 255: --mean 0.5 0.5 0.5 --std 0.2 0.2 0.2',
    ],
    [
      'a name beside numbers',
      { normalise: 'none', mean: '0 0 0', std: '1 1 1' },
      '--normalise: gives a normaliser, and --mean and --std give one too',
    ],
    ['data without a folder', { normalise: 'data' }, '--normalise: data is that of a data set, and none is given'],
    ['a folder without data', { data: 'x', normalise: 'none' }, '--data: is read for its means and deviations alone'],
  ])('refuses %s', (_, flags, says) => {
    expect(() => asked(flags)).toThrow(UsageFault);
    expect(() => asked(flags)).toThrow(says);
  });
});

it('reads every number as it is written', () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.tuple(number, number, number), fc.constantFrom(' ', ',', ', '), (numbers, between) => {
      expect(parseNumbers(numbers.map(String).join(between), '--mean')).toEqual(numbers.map((value) => value + 0));
    }),
  );
});
