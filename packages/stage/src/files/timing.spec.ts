import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readJson } from './json.js';
import { timingSchema, writeTiming } from './timing.js';

const folder = mkdtempSync(join(tmpdir(), 'timing-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('has the seconds since the start and the rate of each count', () => {
  writeTiming(folder, performance.now() - 4000, { pictures: 800 });
  const { seconds, rates } = readJson(join(folder, 'timing.json'), timingSchema, 'again');
  expect(seconds).toBeGreaterThanOrEqual(4);
  expect(seconds).toBeLessThan(8);
  expect(rates['pictures a second']).toBeCloseTo(800 / seconds, 6);
});
