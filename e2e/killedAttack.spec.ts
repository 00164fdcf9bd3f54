import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { resumeFolder } from '@bcos-bench/cli';
import { readAttackSamples } from '@bcos-bench/formats';
import { at } from '@bcos-bench/vocabulary';
import { CLASSES, writeData } from '../packages/attack/src/testing/dataFolder.fixture.js';
import { writeUntrained } from '../packages/models/src/testing/untrainedCheckpoint.fixture.js';

const root = mkdtempSync(join(tmpdir(), 'killed-'));
const command = fileURLToPath(new URL('../packages/attack/bin/bcos-attack.js', import.meta.url));
const IMAGES = 260;

interface Circumstances {
  readonly threads?: number;
  readonly data?: string;
  readonly eps?: string;
}

function start(out: string, flags: readonly string[], { threads, data = 'data', eps = '8/255' }: Circumstances = {}) {
  const own = [`--data=${join(root, data)}`, `--checkpoint=${join(root, 'network')}`, `--out=${join(root, out)}`];
  const attack = ['--norm=linf', `--eps=${eps}`, '--steps=3', '--keep=100', '--quiet'];
  const env =
    threads === undefined
      ? process.env
      : { ...process.env, TF_NUM_INTRAOP_THREADS: String(threads), TF_NUM_INTEROP_THREADS: String(threads) };
  const child = spawn(process.execPath, [command, ...own, ...attack, ...flags], { stdio: 'inherit', env });
  const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.on('close', (code, signal) => resolve(signal ?? code));
  });
  return { child, ended };
}

/** The parts that an attack has left: so far has it come. */
function parts(out: string, ...within: string[]): number {
  const folder = join(resumeFolder(join(root, out)), ...within);
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')).length : 0;
}

function bytesOf(out: string): Record<string, string> {
  const folder = join(root, out);
  const files = readdirSync(folder).filter((name) => name !== 'timing.json');
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'base64')]));
}

beforeAll(() => {
  writeData(join(root, 'data'), IMAGES);
  writeUntrained(join(root, 'network'), 'resnet8', { classes: CLASSES, seed: 3 });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const ENSEMBLE = ['--attack=autoattack', '--members=apgd-ce,square', '--queries=12', '--threat=pixel'];
it.each([
  ['whole', ['--random-start']] as const,
  ['early', ['--random-start', '--stop-early']] as const,
  ['ensemble', ENSEMBLE] as const,
])('an attack that is killed again and again ends with the same bytes: %s', async (protocol, flags) => {
  expect(await start(`${protocol} unkilled`, flags).ended).toBe(0);
  const out = `${protocol} killed`;
  for (const least of [0, 2]) {
    const { child, ended } = start(out, ['--batch=32', ...flags]);
    const before = parts(out);
    while (child.exitCode === null && (least === 0 ? !existsSync(resumeFolder(join(root, out))) : parts(out) < least)) {
      await setTimeout(5);
    }
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(existsSync(join(root, out))).toBe(false);
    expect(parts(out)).toBeGreaterThanOrEqual(Math.max(before, least));
  }
  expect(await start(out, ['--batch=128', ...flags]).ended).toBe(0);
  expect(bytesOf(out)).toEqual(bytesOf(`${protocol} unkilled`));
  expect(readdirSync(root).filter((name) => name.startsWith('.'))).toEqual([]);
});

it('an ensemble that is killed while its first images are in the midst of its members ends with the same bytes', async () => {
  // Images that are classified correctly leave work to all members.
  expect(await start('predicted', ['--limit=260']).ended).toBe(0);
  const rows = await readAttackSamples(join(root, 'predicted'));
  writeData(join(root, 'correct'), IMAGES, { labelOf: (index) => at(rows, index).clean_pred });
  const circumstances = { data: 'correct', eps: '0.5/255' };
  const members = ['--members=apgd-ce,apgd-t,square', '--targets=2', '--queries=20'];
  const flags = ['--attack=autoattack', ...members, '--threat=pixel'];
  expect(await start('members unkilled', flags, circumstances).ended).toBe(0);
  const samples = await readAttackSamples(join(root, 'members unkilled'));
  expect(samples.filter(({ success }) => !success).length).toBeGreaterThan(IMAGES / 4);
  const out = 'members killed';
  // A part has what a member did to 64 images: after one, the first member is at work; after three of 128 images at a time, the second.
  for (const least of [1, 3]) {
    const { child, ended } = start(out, ['--batch=128', ...flags], circumstances);
    while (child.exitCode === null && parts(out, 'members') < least) await setTimeout(5);
    child.kill('SIGKILL');
    expect(await ended).toBe('SIGKILL');
    expect(parts(out, 'members')).toBeGreaterThanOrEqual(least);
    expect(parts(out)).toBe(0);
  }
  expect(await start(out, ['--batch=64', ...flags], circumstances).ended).toBe(0);
  expect(bytesOf(out)).toEqual(bytesOf('members unkilled'));
});

it('an ensemble ends with the same bytes at any batch size and number of threads', async () => {
  const attack = (out: string, threads: number, batch: number) =>
    start(out, [`--batch=${batch}`, '--limit=40', ...ENSEMBLE], { threads }).ended;
  expect(await attack('two threads', 2, 64)).toBe(0);
  for (const [threads, batch] of [
    [2, 1],
    [1, 7],
  ] as const) {
    const out = `${threads} threads, batch ${batch}`;
    expect(await attack(out, threads, batch)).toBe(0);
    expect(bytesOf(out)).toEqual(bytesOf('two threads'));
  }
});
