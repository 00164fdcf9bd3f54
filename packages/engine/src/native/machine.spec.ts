import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder, hasProgram } from './machine.js';

test.each([
  ['linux', {}, '/home/ada/.cache/bcos-bench'],
  ['darwin', {}, '/home/ada/Library/Caches/bcos-bench'],
  ['linux', { XDG_CACHE_HOME: '/fast' }, '/fast/bcos-bench'],
  ['darwin', { XDG_CACHE_HOME: '/fast' }, '/fast/bcos-bench'],
  ['linux', { XDG_CACHE_HOME: '/fast', BCOS_CACHE_DIR: '/shared' }, '/shared/bcos-bench'],
  ['linux', { BCOS_CACHE_DIR: '' }, '/home/ada/.cache/bcos-bench'],
] as const)('on %s with %j the cache folder is %s', (os, env, folder) => {
  expect(cacheFolder({ os, arch: 'x64', env: { HOME: '/home/ada', ...env } })).toBe(folder);
});

test('a program is one that PATH leads to', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bcos-machine-'));
  const machine = { os: 'linux', arch: 'x64', env: { PATH: ['/nowhere', folder].join(delimiter) } } as const;
  try {
    expect(hasProgram(machine, 'nvidia-smi')).toBe(false);
    writeFileSync(join(folder, 'nvidia-smi'), '');
    chmodSync(join(folder, 'nvidia-smi'), 0o755);
    expect(hasProgram(machine, 'nvidia-smi')).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
