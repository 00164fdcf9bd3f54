import { expect, it } from 'vitest';
import { shellWord } from './shellWord.js';

it.each([
  ['8/255', '8/255'],
  ['--mean', '--mean'],
  ['cat, dog', "'cat, dog'"],
  ["it's", "'it'\\''s'"],
  ['', "''"],
])('%j is %s to a shell', (word, written) => {
  expect(shellWord(word)).toBe(written);
});
