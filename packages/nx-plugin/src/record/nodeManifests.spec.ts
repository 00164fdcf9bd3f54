import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readManifest, writeManifest } from '@bcos-bench/formats';
import { sealFolder, verifyNodes } from './nodeManifests.js';
import { emptyRecordPlace, withRecord } from '@bcos-bench/pipeline';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nodes-'));
  for (const [node, file, text] of [
    ['data', 'dataset.json', '{}'],
    ['report', 'index.html', `<p>${emptyRecordPlace}`],
  ] as const) {
    mkdirSync(join(root, node));
    writeFileSync(join(root, node, file), text);
    writeManifest(join(root, node), 'bcos-test');
  }
});
afterEach(() => rmSync(root, { recursive: true }));

function verified(folder: string): string[] {
  const said: string[] = [];
  verifyNodes(folder, (line) => said.push(line));
  return said;
}

it('checks a node, or all nodes of a pipeline', () => {
  expect(verified(join(root, 'data'))).toEqual([`${root}/data: 1 files are as they were written`]);
  expect(verified(root)).toHaveLength(2);
  writeFileSync(join(root, 'data', 'dataset.json'), '[]');
  expect(() => verified(root)).toThrow(`${root}/data/dataset.json: is damaged`);
});

it('takes a page with the record of a run for the one without', () => {
  const page = join(root, 'report', 'index.html');
  writeFileSync(page, withRecord(readFileSync(page, 'utf8'), { nodes: {} }));
  expect(verified(root)).toHaveLength(2);
  writeFileSync(page, readFileSync(page, 'utf8').replace('<p>', '<b>'));
  expect(() => verified(root)).toThrow('index.html: is damaged');
});

it('refuses a folder where there is nothing to check', () => {
  mkdirSync(join(root, 'other'));
  expect(() => verified(join(root, 'other'))).toThrow('neither it nor a folder in it has a manifest.json');
  expect(() => verified(join(root, 'absent'))).toThrow('cannot be read (ENOENT');
});

it('seals a folder that has no manifest, and no other', () => {
  const own = join(root, 'own');
  mkdirSync(own);
  writeFileSync(join(own, 'model.json'), '{}');
  sealFolder(own);
  expect(readManifest(own)?.stage).toBe('bcos seal');
  expect(() => sealFolder(own)).toThrow('has a manifest.json');
  expect(() => sealFolder(join(root, 'absent'))).toThrow('cannot be read (ENOENT');
});
