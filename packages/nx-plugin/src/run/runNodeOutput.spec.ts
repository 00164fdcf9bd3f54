import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { isReplaced, outputMark } from './runNodeOutput.js';

const root = mkdtempSync(join(tmpdir(), 'bcos-output-'));
const [out, partial] = [join(root, 'out'), join(root, '.partial')];
beforeEach(() => {
  for (const folder of [out, partial]) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  }
});
afterAll(() => rmSync(root, { recursive: true }));

function place(): void {
  rmSync(out, { recursive: true });
  renameSync(partial, out);
}

it('knows a folder that took the place of another', async () => {
  const before = outputMark(out);
  expect(await isReplaced(out, before, 0)).toBe(false);
  place();
  expect(await isReplaced(out, before, 0)).toBe(true);
});

it('knows a folder where there was none, and none where there was one', async () => {
  const before = outputMark(out);
  rmSync(out, { recursive: true });
  expect(await isReplaced(out, before, 0)).toBe(false);
  expect(outputMark(join(root, 'no/such/folder'))).toBeNull();
  mkdirSync(out);
  expect(await isReplaced(out, null, 0)).toBe(true);
});

it('is not misled by a change within the folder of another task', async () => {
  const before = outputMark(out);
  writeFileSync(join(partial, 'half'), 'written');
  expect(await isReplaced(out, before, 0)).toBe(false);
});

it('waits for a folder that comes late', async () => {
  const before = outputMark(out);
  const waiting = isReplaced(out, before, 600_000);
  await setTimeout(50);
  place();
  expect(await waiting).toBe(true);
});
