import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { adoptPipeline } from './adoptPipeline.js';

const pipeline = (steps: number): string =>
  `data: { dataset: shapes }\nnetworks: { a: { train: { arch: resnet8 } } }\nattacks: [{ norm: linf, eps: 8/255, steps: ${steps} }]\n`;

let root = '';
let said: string[] = [];
const path = (name: string): string => join(root, name);
const adopt = (name: string): string => adoptPipeline(path(name), root, (line) => said.push(line));
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bcos-adopt-'));
  said = [];
  mkdirSync(path('pipelines'));
  writeFileSync(path('study.yaml'), pipeline(2));
});
afterEach(() => rmSync(root, { recursive: true }));

it('copies a pipeline to where Nx looks, and what has changed in it again', () => {
  expect(adopt('study.yaml')).toBe('study');
  const mark = '# A copy of study.yaml, made by bcos run.\n';
  expect(readFileSync(path('pipelines/study.yaml'), 'utf8')).toBe(mark + pipeline(2));
  adopt('study.yaml');
  expect(said).toEqual(['pipelines/study.yaml is a copy of study.yaml']);
  writeFileSync(path('study.yaml'), pipeline(3));
  adopt('study.yaml');
  expect(readFileSync(path('pipelines/study.yaml'), 'utf8')).toBe(mark + pipeline(3));
});

it('leaves one alone that is there already', () => {
  writeFileSync(path('pipelines/there.yaml'), 'anything');
  expect(adopt('pipelines/there.yaml')).toBe('there');
  expect(readFileSync(path('pipelines/there.yaml'), 'utf8')).toBe('anything');
});

it('never writes over another', () => {
  writeFileSync(path('pipelines/study.yaml'), pipeline(4));
  expect(() => adopt('study.yaml')).toThrow(
    'pipelines/study.yaml: is another pipeline than study.yaml; rename one of the two, or run npx bcos run study',
  );
  expect(readFileSync(path('pipelines/study.yaml'), 'utf8')).toBe(pipeline(4));
});

it('says what is wrong in the file that it was given, and copies nothing', () => {
  writeFileSync(path('study.yaml'), 'data: { dataset: shapes }\n');
  expect(() => adopt('study.yaml')).toThrow(/study\.yaml/);
  expect(said).toEqual([]);
});
