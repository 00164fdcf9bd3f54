import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cifar10, namedSource } from './cifar10.js';
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
  const identity = await cifar10.identity(parent);
  expect(identity).toMatch(/^[0-9a-f]{64}$/);
  expect(await cifar10.identity(join(parent, 'cifar-10-batches-bin'))).toBe(identity);
  expect(await cifar10.identity(await packTinyArchive(parent))).toBe(identity);
  vi.stubEnv('CIFAR10_DIR', parent);
  expect(await cifar10.identity(undefined)).toBe(identity);
});

it('has another identity when a batch has changed', async () => {
  const before = await cifar10.identity(parent);
  appendFileSync(join(parent, 'cifar-10-batches-bin', 'test_batch.bin'), 'x');
  expect(await cifar10.identity(parent)).not.toBe(before);
});

it('is the official archive where no source is named', async () => {
  expect(await cifar10.identity(undefined)).toBe('official c32a1d4ab5d03f1284b67883e8d87530');
});

it('is a fault where the named source is not there', async () => {
  await expect(cifar10.identity(join(parent, 'absent'))).rejects.toThrow('absent: is not there');
});

it('takes --source before CIFAR10_DIR', () => {
  expect(namedSource('/a', { CIFAR10_DIR: '/b' })).toBe('/a');
  expect(namedSource(undefined, { CIFAR10_DIR: '/b' })).toBe('/b');
  expect(namedSource(undefined, {})).toBeUndefined();
});
