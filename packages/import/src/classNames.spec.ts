import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault, UsageFault } from '@bcos-bench/vocabulary';
import { afterAll, describe, expect, it } from 'vitest';
import { parseClasses, usualClasses } from './classNames.js';

it.each([
  ['3', ['0', '1', '2']],
  ['cat,dog', ['cat', 'dog']],
  [' cat , black dog ', ['cat', 'black dog']],
  ['"goldfish, Carassius auratus","tench, Tinca tinca"', ['goldfish, Carassius auratus', 'tench, Tinca tinca']],
])('reads %j', (text, names) => {
  expect(parseClasses(text)).toEqual(names);
});

it('knows the classes of CIFAR-10', () => {
  expect(parseClasses('cifar10')[3]).toBe('cat');
  expect(usualClasses(10)).toBe(parseClasses('cifar10'));
  expect(usualClasses(4)).toEqual(['0', '1', '2', '3']);
});

it.each(['', '1', '0', 'cat', 'cat,cat', 'cat,,dog', ',', '"cat,dog'])('refuses %j', (text) => {
  expect(() => parseClasses(text)).toThrow(UsageFault);
  expect(() => parseClasses(text)).toThrow(
    `--classes: '${text}' names no classes; write cifar10, cifar100, cifar100-coarse, mnist, fashion-mnist, names`,
  );
});

describe('a file of class names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'classes-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (content: string): string => {
    const path = join(folder, 'names.txt');
    writeFileSync(path, content);
    return path;
  };

  it.each(['tench, Tinca tinca\ncat\n', '\ufefftench, Tinca tinca\r\ncat\r\n\r\n'])('is read: %j', (content) => {
    expect(parseClasses(file(content))).toEqual(['tench, Tinca tinca', 'cat']);
  });

  it.each([
    ['cat\n', 'names fewer than two classes'],
    ['cat\n\ndog\n', 'names no class in line 2'],
    ['cat\ndog\ncat\n', 'names cat twice, in line 3 as well'],
  ])('is refused: %j', (content, what) => {
    expect(() => parseClasses(file(content))).toThrow(Fault);
    expect(() => parseClasses(file(content))).toThrow(
      `names.txt: ${what}; give a file with the name of a class in each line`,
    );
  });

  it.each([
    [join(folder, 'absent.txt'), 'is not there'],
    [`${folder}/`, 'is a folder'],
  ])('is refused: %s', (path, what) => {
    expect(() => parseClasses(path)).toThrow(what);
  });
});
