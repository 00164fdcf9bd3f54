import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { folder } from './folder.js';

let parent = '';
let root = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'folder-'));
  root = join(parent, 'images');
  vi.stubEnv('BCOS_CACHE_DIR', join(parent, 'cache'));
  for (const className of ['cat', 'dog']) {
    mkdirSync(join(root, className), { recursive: true });
    for (const name of ['1.png', '2.png']) writeFileSync(join(root, className, name), `${className} ${name}`);
  }
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(parent, { recursive: true });
});

it('has the same identity in another place', async () => {
  const copy = join(parent, 'copy');
  cpSync(root, copy, { recursive: true });
  expect(await folder.identity(copy, {})).toBe(await folder.identity(root, {}));
  expect(await folder.identity(root, {})).toMatch(/^[0-9a-f]{64}$/);
});

it('has another identity when a file changes its content, name or class', async () => {
  const identities = [await folder.identity(root, {})];
  writeFileSync(join(root, 'cat', '1.png'), 'another image');
  identities.push(await folder.identity(root, {}));
  renameSync(join(root, 'cat', '1.png'), join(root, 'cat', '3.png'));
  identities.push(await folder.identity(root, {}));
  renameSync(join(root, 'cat', '3.png'), join(root, 'dog', '3.png'));
  identities.push(await folder.identity(root, {}));
  expect(new Set(identities).size).toBe(4);
});

it('has another identity when more is passed over, because the notes say so', async () => {
  const before = await folder.identity(root, {});
  writeFileSync(join(root, 'cat', 'notes.txt'), '');
  expect(await folder.identity(root, {})).not.toBe(before);
});

it('needs a source', async () => {
  await expect(folder.identity(undefined, {})).rejects.toThrow('--source: is needed for --dataset folder');
});
