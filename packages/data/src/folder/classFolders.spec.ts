import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { UsageFault } from '@bcos-bench/stage';
import { classFolders } from './classFolders.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'classes-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function make(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
}

function paths(split: 'train' | 'test'): string[] {
  return classFolders(root).pictures[split].map(({ relativePath }) => relativePath);
}

it('takes the folders train and test where both are there', () => {
  make(
    'train/dog/1.png',
    'train/cat/2.JPG',
    'test/cat/3.jpeg',
    'train/cat/notes.txt',
    'train/.hidden/4.png',
    'stray.png',
  );
  expect(classFolders(root).classes).toEqual(['cat', 'dog']);
  expect(paths('train').toSorted()).toEqual(['train/cat/2.JPG', 'train/dog/1.png']);
  expect(paths('test')).toEqual(['test/cat/3.jpeg']);
  expect(classFolders(root).pictures.test[0]?.className).toBe('cat');
});

it('keeps about every tenth picture for testing, and each where it was when others come', () => {
  make(...Array.from({ length: 400 }, (_, k) => `${k % 2 === 0 ? 'cat' : 'dog'}/${k}.png`));
  const before = paths('test');
  expect(before.length).toBeGreaterThan(20);
  expect(before.length).toBeLessThan(60);
  expect(paths('train')).toHaveLength(400 - before.length);
  make('cat/new-1.png', 'cat/new-2.png', 'cat/new-3.png');
  expect(paths('test').filter((path) => !path.includes('new'))).toEqual(before);
});

it('mixes the classes in the order of the index', () => {
  make(...Array.from({ length: 100 }, (_, k) => `${k < 50 ? 'cat' : 'dog'}/${k}.png`));
  const cats = paths('train')
    .slice(0, 20)
    .filter((path) => path.startsWith('cat')).length;
  expect(cats).toBeGreaterThan(3);
  expect(cats).toBeLessThan(17);
});

it('needs a source', () => {
  expect(() => classFolders(undefined)).toThrow(UsageFault);
  expect(() => classFolders(undefined)).toThrow('--source: is needed for --dataset folder');
});

it('needs a folder, pictures and two classes', () => {
  expect(() => classFolders(join(root, 'absent'))).toThrow(`${join(root, 'absent')}: cannot be listed (ENOENT`);
  make('cat/notes.txt');
  expect(() => classFolders(root)).toThrow(`${root}: holds pictures of 0 classes`);
  make('cat/1.png');
  expect(() => classFolders(root)).toThrow(`${root}: holds pictures of 1 classes`);
});
