import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { absentWeights, brokenWeightsLink, findWeights } from './weightsFile.js';

let root = '';
let elsewhere = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'weights-'));
  elsewhere = join(root, 'elsewhere');
  mkdirSync(join(root, 'weights'));
  mkdirSync(elsewhere);
});
afterEach(() => rmSync(root, { recursive: true }));

it('is the path itself where there is such a file', () => {
  const path = join(elsewhere, 'a.pt');
  writeFileSync(path, '');
  expect(findWeights(path, { weightsDir: undefined, root })).toBe(path);
});

it('is looked for by its name in WEIGHTS_DIR and then in weights/', () => {
  writeFileSync(join(root, 'weights/a.pt'), '');
  expect(findWeights('a.pt', { weightsDir: elsewhere, root })).toBe(join(root, 'weights/a.pt'));
  writeFileSync(join(elsewhere, 'a.pt'), '');
  expect(findWeights('a.pt', { weightsDir: elsewhere, root })).toBe(join(elsewhere, 'a.pt'));
  expect(findWeights('a.pt', { weightsDir: '', root })).toBe(join(root, 'weights/a.pt'));
});

it('is not looked for elsewhere where it names a folder', () => {
  mkdirSync(join(root, 'weights/b'));
  writeFileSync(join(root, 'weights/b/a.pt'), '');
  expect(findWeights('b/a.pt', { weightsDir: undefined, root })).toBeNull();
});

it('is told from a link that leads to no file', () => {
  const places = { weightsDir: elsewhere, root };
  expect(brokenWeightsLink('a.pt', places)).toBeNull();
  symlinkSync('gone.pt', join(root, 'weights/a.pt'));
  expect(brokenWeightsLink('a.pt', places)).toBe(join(root, 'weights/a.pt'));
  writeFileSync(join(root, 'weights/gone.pt'), '');
  expect(brokenWeightsLink('a.pt', places)).toBeNull();
});

it('is said to be absent with where it is published and where to put it', () => {
  expect(absentWeights('a.pt', 'https://example.org/a').message).toBe(
    'a.pt: is not there; its authors publish it at https://example.org/a: get it and put it into weights/ or set ' +
      'WEIGHTS_DIR to the folder that holds it',
  );
  expect(absentWeights('a.pt', undefined).message).toContain('; get the file and put it into weights/');
});
