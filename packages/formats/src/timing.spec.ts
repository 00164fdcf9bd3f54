import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { circumstances } from './circumstances.js';
import { readJson } from './json.js';
import { timingSchema, writeTiming, type Timing } from './timing.js';

const folder = mkdtempSync(join(tmpdir(), 'timing-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
});

function written(...[started, counts, made]: [number, Record<string, number>, Timing['made']]): Timing {
  writeTiming(folder, started, counts, made);
  return readJson(join(folder, 'timing.json'), timingSchema, 'again');
}

describe('timing.json', () => {
  it('has the seconds since the start and the rate of each count', () => {
    const made = circumstances(import.meta.url, null);
    const { seconds, rates } = written(performance.now() - 4000, { images: 800 }, made);
    expect(seconds).toBeGreaterThanOrEqual(4);
    expect(seconds).toBeLessThan(8);
    expect(rates['images a second']).toBeCloseTo(800 / seconds, 6);
  });

  it('has what the stage was made with and on', () => {
    vi.stubEnv('BCOS_COMMIT', '0123abc-dirty');
    const computedOn = { tensorflow: '2.21.0', device: 'CPU', threads: 1 };
    const { made } = written(performance.now(), {}, circumstances(import.meta.url, computedOn));
    expect(made).toMatchObject({ node: process.versions.node, computedOn, commit: '0123abc-dirty' });
    expect(made.packages['@bcos-bench/formats']).toMatch(/^\d+\.\d+\.\d+/);
    expect(made.processor).not.toBe('');
  });

  it.each([undefined, ''])('has no commit where BCOS_COMMIT is %j', (commit) => {
    vi.stubEnv('BCOS_COMMIT', commit);
    expect(circumstances(import.meta.url, null)).toMatchObject({ commit: null, computedOn: null });
  });
});
