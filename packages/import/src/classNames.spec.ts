import { UsageFault } from '@bcos-bench/stage';
import { expect, it } from 'vitest';
import { parseClasses, usualClasses } from './classNames.js';

it.each([
  ['3', ['0', '1', '2']],
  ['cat,dog', ['cat', 'dog']],
  [' cat , black dog ', ['cat', 'black dog']],
])('reads %j', (text, names) => {
  expect(parseClasses(text)).toEqual(names);
});

it('knows the classes of CIFAR-10', () => {
  expect(parseClasses('cifar10')[3]).toBe('cat');
  expect(usualClasses(10)).toBe(parseClasses('cifar10'));
  expect(usualClasses(4)).toEqual(['0', '1', '2', '3']);
});

it.each(['', '1', '0', 'cat', 'cat,cat', 'cat,,dog', ','])('refuses %j', (text) => {
  expect(() => parseClasses(text)).toThrow(UsageFault);
  expect(() => parseClasses(text)).toThrow(`--classes: '${text}' names no classes; write 'cifar10'`);
});
