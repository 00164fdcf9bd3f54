import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelSchema, readJson, writeJson, writeShard } from '@bcos-bench/formats';
import { resumeFolder } from '@bcos-bench/cli';
import { colourImages } from './testing/colours.fixture.js';

const command = fileURLToPath(new URL('../bin/bcos-train.js', import.meta.url));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bcos-train-'));
  const classes = ['red', 'green', 'blue'];
  const split = (name: 'train' | 'test') => ({
    count: colourImages[name].index.length,
    shards: [writeShard(folder, `${name}.arrow`, colourImages[name], { classes, split: name })],
  });
  writeJson(join(folder, 'dataset.json'), {
    name: 'colours',
    classes,
    shape: [32, 32, 3],
    splits: { train: split('train'), test: split('test') },
    channelMean: [0.5, 0.5, 0.5],
    channelStd: [0.25, 0.25, 0.25],
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const flags = ['--arch', 'bcos-resnet8', '--recipe', 'fast-linf-8', '--lr', '0.01', '--batch', '4', '--epochs', '2'];

interface Ended {
  readonly code: number | null;
  readonly stderr: string;
}

/** Starts the command, saving the state after every step; the specs run it from `dist`, which `npm test` builds first. */
function start(out: string, ...more: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const words = [command, '--data', folder, ...flags, '--out', out, '--quiet', '--state-minutes', '0', ...more];
  const env = { ...process.env, TF_NUM_INTRAOP_THREADS: '1' };
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'], env });
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  // It has ended when nothing holds its streams: the process that trains ends a moment after the one that started it.
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr }))) };
}

/** Waits until another state than that of now has been saved: then the training is between two steps, or in one. */
async function nextState(out: string): Promise<void> {
  const path = join(resumeFolder(out), 'state.json');
  const read = (): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  const before = read();
  while (read() === before) await pause(2);
}

function bytes(out: string): Record<string, string> {
  const files = readdirSync(out).filter((file) => file !== 'timing.json');
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(out, file)).toString('base64')]));
}

describe('bcos-train', () => {
  it('ends with the same bytes, killed and interrupted or not', async () => {
    const [whole, killed] = [join(folder, 'whole'), join(folder, 'killed')];
    expect(await start(whole).ended).toEqual({ code: 0, stderr: '' });

    const first = start(killed);
    await nextState(killed);
    first.child.kill('SIGKILL');
    expect((await first.ended).code).toBeNull();
    expect(existsSync(killed)).toBe(false);

    const second = start(killed);
    await nextState(killed);
    second.child.kill('SIGINT');
    const { code, stderr } = await second.ended;
    expect(code).toBe(130);
    expect(stderr).toMatch(
      /^bcos-train: epoch \d, step \d+: stopped by SIGINT; the same command continues from there\n$/,
    );
    expect(await start(killed).ended).toEqual({ code: 0, stderr: '' });
    expect(bytes(killed)).toEqual(bytes(whole));
    expect(Object.keys(bytes(whole)).sort()).toEqual([
      'manifest.json',
      'manifest.sha256',
      'metrics.parquet',
      'model.json',
      'model.safetensors',
      // The clean accuracy is near chance.
      'notes.json',
    ]);
    expect(existsSync(resumeFolder(killed))).toBe(false);
  });

  it('says in model.json what it ran with, and nothing that it did not', () => {
    const { provenance, loss } = readJson(join(folder, 'whole', 'model.json'), modelSchema, '');
    expect(loss).toBe('bce');
    expect(provenance.parameters).toMatchObject({
      recipe: 'fast-linf-8',
      optimiser: 'sgd',
      lr: 0.01,
      batch: 4,
      loss: 'bce',
      augmentation: 'flip, crop',
      adversarial: 'linf:8/255:1',
      adversarialStep: 1.25,
    });
    expect(Object.keys(provenance.parameters)).not.toContain('adamEpsilon');
  });

  it('exits 2 with one line for a flag that cannot be', async () => {
    const { code, stderr } = await start(join(folder, 'none'), '--adversarial', 'linf:8').ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(/^bcos-train: --adversarial: .*NORM:EPS:STEPS[^\n]*\n$/);
  });
});
