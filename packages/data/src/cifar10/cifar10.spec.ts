import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cifar10 } from './cifar10.js';
import { archivePath } from './keptArchive.js';
import { packTinyArchive, writeTinyBatches } from './fixtures/tinyBatches.js';

let parent = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'identity-'));
  writeTinyBatches(parent);
  vi.stubEnv('BCOS_CACHE_DIR', join(parent, 'cache'));
  vi.stubEnv('CIFAR10_DIR', '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(parent, { recursive: true });
});

it('has one identity for the archive, its folder and the folder above it', async () => {
  const identity = await cifar10.identity(parent, {});
  expect(identity).toMatch(/^[0-9a-f]{64}$/);
  expect(await cifar10.identity(join(parent, 'cifar-10-batches-bin'), {})).toBe(identity);
  expect(await cifar10.identity(await packTinyArchive(parent), {})).toBe(identity);
});

it('has another identity when a batch has changed', async () => {
  const before = await cifar10.identity(parent, {});
  appendFileSync(join(parent, 'cifar-10-batches-bin', 'test_batch.bin'), 'x');
  expect(await cifar10.identity(parent, {})).not.toBe(before);
});

it('is the official archive where no source is named and nothing was downloaded', async () => {
  expect(await cifar10.identity(undefined, {})).toBe('official c32a1d4ab5d03f1284b67883e8d87530');
});

it('is the content of what lies where the downloaded archive is kept', async () => {
  const identity = await cifar10.identity(parent, {});
  mkdirSync(dirname(archivePath()), { recursive: true });
  renameSync(await packTinyArchive(parent), archivePath());
  expect(await cifar10.identity(undefined, {})).toBe(identity);
  rmSync(archivePath());
  mkdirSync(archivePath());
  await expect(cifar10.identity(undefined, {})).rejects.toThrow(
    `${archivePath()}: is a folder, not a regular file; remove it, and the official archive is downloaded`,
  );
});

it('refuses a link that leads nowhere or in a circle, and what is no file', async () => {
  symlinkSync('nowhere', join(parent, 'dangling'));
  await expect(cifar10.identity(join(parent, 'dangling'), {})).rejects.toThrow(
    'dangling: is a link to what is not there',
  );
  symlinkSync('circle', join(parent, 'circle'));
  await expect(cifar10.identity(join(parent, 'circle'), {})).rejects.toThrow(
    'circle: is a link that leads in a circle',
  );
  const batch = join(parent, 'cifar-10-batches-bin', 'data_batch_2.bin');
  rmSync(batch);
  symlinkSync('/dev/zero', batch);
  await expect(cifar10.identity(parent, {})).rejects.toThrow(`${batch}: is a device, not a regular file; give`);
});

it('is a fault where the named source is not there', async () => {
  await expect(cifar10.identity(join(parent, 'absent'), {})).rejects.toThrow('absent: is not there');
});
