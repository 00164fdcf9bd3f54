import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumPath, whyNoSlurm } from './optionalPrograms.js';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'));
  for (const name of ['google-chrome', 'other', 'srun', 'slurmctld']) {
    writeFileSync(join(folder, name), '');
    chmodSync(join(folder, name), 0o755);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

it('finds Chromium by its variable, else by its names on the PATH', () => {
  const PATH = ['/nowhere', folder].join(delimiter);
  expect(chromiumPath({ PATH })).toBe(join(folder, 'google-chrome'));
  expect(chromiumPath({ PATH, CHROMIUM: join(folder, 'other') })).toBe(join(folder, 'other'));
  expect(chromiumPath({ PATH, CHROMIUM: '/nowhere/chromium' })).toBe(join(folder, 'google-chrome'));
  expect(chromiumPath({ PATH: '/nowhere' })).toBeNull();
  expect(chromiumPath({})).toBeNull();
});

it('names what a Slurm lacks', () => {
  expect(whyNoSlurm({ PATH: folder })).toBe('skipped: no slurmd, munged here (apt-get install slurm-wlm munge)');
});
