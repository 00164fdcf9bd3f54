import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFiles } from '../testing/pickleFile.fixture.js';
import { attempt, type Attempt } from './attempt.js';
import { mutations } from './mutations.js';
import { readSample } from './sample.js';

const folder = dirname(temporaryFiles()('mark', Buffer.alloc(0)));
const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const GOOD = [
  'dtypes.safetensors',
  'legacy.pt',
  'lightning.ckpt',
  'robustness.pt',
  'views-legacy.pt',
  'views.pt',
  'zip.pt',
];

describe('spoilt files', () => {
  const canary = join(folder, 'canary');

  it('are refused in one line or read right, and nothing in them is executed', async () => {
    expect(readdirSync(fixtures)).toEqual(expect.arrayContaining(GOOD));
    const samples = await Promise.all(GOOD.map((name) => readSample(join(fixtures, name))));
    const made: Attempt[] = [];
    for (let number = 0; number < 400; number += 1) {
      made.push(await attempt(samples, { seed: 4, number }, { folder, canary }));
    }
    expect(made.filter(({ outcome }) => outcome === 'wrong')).toEqual([]);
    expect(existsSync(canary)).toBe(false);
    expect(new Set(made.map(({ kind }) => kind)).size).toBe(mutations.length);
    expect(new Set(made.map(({ outcome }) => outcome))).toEqual(new Set(['refused', 'read']));
  });
});
