import { expect, it } from 'vitest';
import { architecturesInWords } from './architecturesInWords.js';
import { networkFamilies } from './registry.js';

it.each([
  [['resnet8', 'bcos-resnet8', 'resnet14'], 'resnet{8,14}, bcos-resnet8'],
  [['convnext-tiny', 'convnext-base', 'wide-resnet50-2'], 'convnext-{tiny,base}, wide-resnet50-2'],
  [['plain'], 'plain'],
  [[], ''],
])('%j is %s', (names, words) => {
  expect(architecturesInWords(names)).toBe(words);
});

it('has every architecture, once a shell has expanded it', () => {
  const words = architecturesInWords([...networkFamilies.keys()]).split(/, (?![^{]*\})/);
  const expanded = words.flatMap((word) => {
    const [, stem, sizes] = /^(.*)\{(.*)\}$/.exec(word) ?? [];
    return stem === undefined || sizes === undefined ? [word] : sizes.split(',').map((size) => stem + size);
  });
  expect(expanded.sort()).toEqual([...networkFamilies.keys()].sort());
});
