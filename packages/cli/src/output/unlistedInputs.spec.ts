import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeManifest } from '@bcos-bench/formats';
import { unlistedInputs } from './unlistedInputs.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unlisted-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('names a folder that nothing vouches for, and no other', () => {
  const inputs = { '--data': folder, '--examples': undefined, '--source': join(folder, 'absent') };
  expect(unlistedInputs(inputs)).toEqual([]);
  writeFileSync(join(folder, 'dataset.json'), '{}');
  expect(unlistedInputs(inputs)).toEqual([expect.stringContaining(`--data ${folder} has no manifest.json: its files`)]);
  writeManifest(folder, 'bcos-test');
  expect(unlistedInputs(inputs)).toEqual([]);
});
