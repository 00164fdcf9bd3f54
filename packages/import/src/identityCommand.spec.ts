import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keptOutput } from '@bcos-bench/cli/testing/keptOutput';
import { runIdentity } from './identityCommand.js';

let folder = '';
const { said, errors } = keptOutput();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'identity-'));
  vi.stubEnv('WEIGHTS_DIR', folder);
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const flags = ['--from', 'a.pt', '--arch', 'resnet50', '--published', 'https://example.org', '--out', 'x'];

it('is the SHA-256 of the file, wherever it lies', async () => {
  writeFileSync(join(folder, 'a.pt'), 'abc');
  await runIdentity(flags);
  expect(said()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n');
});

it('says that the file is absent, which is no error', async () => {
  await runIdentity(flags);
  expect([said(), process.exitCode ?? 0]).toEqual(['absent\n', 0]);
});

it.each([
  ['to what is not there', 'gone.pt', 'is a link to what is not there'],
  ['in a circle', 'a.pt', 'is a link that leads in a circle'],
])('refuses a link %s in one line', async (_, target, what) => {
  const link = join(folder, 'a.pt');
  symlinkSync(target, link);
  await runIdentity(flags);
  expect([errors(), process.exitCode]).toEqual([
    `bcos-import identity: ${link}: ${what}; take the link away, or lead it to the file\n`,
    1,
  ]);
});
