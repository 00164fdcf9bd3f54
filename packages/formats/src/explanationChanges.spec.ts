import { mkdtempSync, readdirSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readExplanationChanges, writeExplanationChanges, type ExplanationChange } from './explanationChanges.js';
import { writeManifest } from './manifest.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'explanation-changes-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const changed: ExplanationChange = {
  index: 4,
  label: 1,
  explainedClass: 7,
  cosine: 0.25,
  rankCorrelation: -1 / 3,
  positiveKept: 0.125,
  topOverlap: 0.75,
  shownCosine: 0.5,
  logitChange: -2.5,
  noiseContribution: 1 / 7,
  predictionKept: false,
};
const blank: ExplanationChange = {
  index: 9,
  label: 2,
  explainedClass: 2,
  cosine: null,
  rankCorrelation: null,
  positiveKept: null,
  topOverlap: null,
  shownCosine: null,
  logitChange: 0,
  noiseContribution: 0,
  predictionKept: null,
};

it('reads back every number, and what is not defined as null', async () => {
  await writeExplanationChanges(folder, [changed, blank]);
  expect(readdirSync(folder)).toEqual(['changes.parquet']);
  writeManifest(folder, 'bcos-test');
  expect(await readExplanationChanges(folder)).toEqual([changed, blank]);
});

it('has no changes where there was no attack', async () => {
  expect(await readExplanationChanges(folder)).toEqual([]);
});

it('is a fault where the file is damaged', async () => {
  await writeExplanationChanges(folder, [changed]);
  truncateSync(join(folder, 'changes.parquet'), 20);
  writeManifest(folder, 'bcos-test');
  await expect(readExplanationChanges(folder)).rejects.toThrow(
    /changes\.parquet: cannot be read.*; explain again with bcos-explain/,
  );
});
