import { expect, it } from 'vitest';
import type { CleanCheck } from '@bcos-bench/formats';
import { proportion } from '@bcos-bench/vocabulary';
import { CleanFault, cleanDecision } from './cleanDecision.js';

const classes = Array.from({ length: 10 }, (_, i) => String(i));
const sound: CleanCheck = {
  ...{ network: 'resnet20', dataset: 'cifar10', images: 256, classes, nearChance: false, tried: [], works: null },
  top1: proportion(220, 256),
};
const blind = { ...sound, top1: proportion(26, 256), nearChance: true };
const tried = [
  { words: 'normaliser half', flags: ['--normalise', 'half'], top1: proportion(30, 256) },
  { words: 'images in [0,255]', flags: ['--input-range', '255'], top1: proportion(225, 256) },
  { words: 'classes in the order that its predictions show', flags: ['--classes', 'b, a'], top1: proportion(100, 128) },
];
const plain = { isUnsaid: false, anyway: false };

it('lets a sound network be attacked, in one line', () => {
  expect(cleanDecision(sound, plain)).toEqual([
    'clean accuracy on the first 256 test images: 85.9% (220 of 256; 95%: 81.1 to 89.7)',
  ]);
});

it('stops near chance, and names the way that works and its flags', () => {
  expect(() => cleanDecision({ ...blind, tried, works: 1 }, plain)).toThrow(
    'the clean accuracy is near chance; with images in [0,255]: 87.9% (225 of 256; 95%: 83.3 to 91.3); give --input-range 255 (or --anyway)',
  );
  expect(() => cleanDecision({ ...blind, tried, works: 2 }, plain)).toThrow("give --classes 'b, a' (or --anyway)");
});

it('stops also where most images are right, if another way is better image by image', () => {
  const blue = {
    words: 'its own normaliser, blue first',
    flags: ['--channel-order', 'bgr'],
    top1: proportion(226, 256),
  };
  const check = { ...sound, tried: [blue], works: 0, paired: { images: 1024, gained: 61, lost: 20, p: 5e-6 } };
  expect(() => cleanDecision(check, plain)).toThrow(
    'as it is: 85.9% (220 of 256; 95%: 81.1 to 89.7); with its own normaliser, blue first: 88.3% (226 of 256; 95%: 83.8 to 91.7); ' +
      "on the next 1024 images it alone has 61 right, and the way as it is 20 (McNemar's exact test: p < 0.0001); give --channel-order bgr (or --anyway)",
  );
  expect(cleanDecision(check, { ...plain, anyway: true })[0]).toContain('85.9%');
});

it('stops near chance where nothing works, and says what is usually wrong', () => {
  expect(() => cleanDecision({ ...blind, tried }, plain)).toThrow(
    /near chance: no number after it says anything: a normaliser.*none of 3 other ways/,
  );
});

it('goes on where the user says so, but never with a normaliser that nobody has named', () => {
  expect(cleanDecision({ ...blind, tried, works: 1 }, { ...plain, anyway: true })[0]).toContain('near chance (10.0%)');
  expect(() => cleanDecision(sound, { isUnsaid: true, anyway: true })).toThrow(
    'the file holds no normaliser; with none 85.9% (220 of 256; 95%: 81.1 to 89.7); give --normalise none',
  );
});

it('has the lines to be printed before the fault', () => {
  try {
    cleanDecision({ ...blind, tried, works: 1 }, plain);
  } catch (error) {
    if (!(error instanceof CleanFault)) throw error;
    expect(error.lines).toEqual([
      'clean accuracy on the first 256 test images: 10.2% (26 of 256; 95%: 7.0 to 14.5), near chance (10.0%)',
      'tried 3 other ways to give it images and to read its outputs; the best:',
      '  images in [0,255]                                87.9%',
      '  classes in the order that its predictions show   78.1%',
      '  normaliser half                                  11.7%',
      '  Of ways that are nearly as good, the one that the network was trained with is right.',
    ]);
    return;
  }
  expect.unreachable();
});
