import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  NETWORK_RECORD,
  parseNetworkRecord,
  readSafetensors,
  writeCheckpoint,
  type Model,
  type NamedArray,
} from '@bcos-bench/formats';
import { runStage } from '@bcos-bench/cli';
import { asDict, asTensor, openTorchFile } from '@bcos-bench/torch-file';
import { keptOutput } from '@bcos-bench/cli/testing/keptOutput';
import { exportStage } from './exportStage.js';

const arrays = new Map<string, NamedArray>([
  ['conv1.weight', { shape: [2, 1, 1, 2], data: Float32Array.of(1, -0, 1e-42, 3.5) }],
  ['fc.weight', { shape: [2], data: Float32Array.of(0.1, 7) }],
]);
const model: Model = {
  architecture: { name: 'resnet8', b: 1, maxOut: 1, norm: 'none' },
  classes: ['cat', 'dog'],
  encoding: 'rgb',
  normalisation: { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] },
  loss: 'cross-entropy',
  provenance: { stage: 'bcos-train', dataset: null, parameters: {} },
  cleanAccuracy: null,
};

const { said, errors } = keptOutput();
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'export-'));
  mkdirSync(join(root, 'checkpoint'));
  writeCheckpoint(join(root, 'checkpoint'), { model, arrays });
});
afterEach(() => rmSync(root, { recursive: true }));

function runExport(out: string, checkpoint = join(root, 'checkpoint'), ...flags: readonly string[]): Promise<void> {
  return runStage(exportStage, ['--checkpoint', checkpoint, '--out', join(root, out), ...flags]);
}

async function tensorsIn(path: string): Promise<Map<string, NamedArray>> {
  const file = await openTorchFile(path);
  const found = new Map<string, NamedArray>();
  for (const [name, value] of asDict(file.root)?.entries ?? []) {
    const tensor = asTensor(value);
    if (typeof name === 'string' && tensor !== null)
      found.set(name, { shape: tensor.shape, data: file.readTensor(tensor) });
  }
  file.close();
  return found;
}

describe('bcos-export', () => {
  it.each(['weights.pt', 'weights.pth', 'weights.ckpt'])(
    'writes %s: the same numbers under the same names',
    async (name) => {
      await runExport(name);
      expect(errors()).toBe('');
      expect(await tensorsIn(join(root, name))).toEqual(arrays);
      expect(readdirSync(root).sort()).toEqual(['checkpoint', name]);
    },
  );

  it.each(['weights.pt', 'weights.ckpt', 'weights.safetensors'])(
    'records the network in %s, where whoever asks for arrays does not see it',
    async (name) => {
      await runExport(name);
      const file = await openTorchFile(join(root, name));
      const dict = asDict(file.root);
      file.close();
      expect([...(dict?.entries.keys() ?? [])]).toEqual([...arrays.keys()]);
      expect(parseNetworkRecord(dict?.texts?.get(NETWORK_RECORD) ?? '', name)).toEqual({
        version: 1,
        architecture: model.architecture,
        classes: model.classes,
        normalisation: model.normalisation,
      });
    },
  );

  it('writes safetensors, and says which normaliser the network has', async () => {
    await runExport('weights.safetensors');
    expect(readSafetensors(join(root, 'weights.safetensors'), 'again')).toEqual(arrays);
    expect(said()).toContain('weights.safetensors: 2 arrays of resnet8');
    expect(said()).toContain('normaliser: mean 0.5, 0.5, 0.5, std 0.25, 0.25, 0.25');
  });

  it.each(['weights.pt', 'weights.safetensors'])(
    'writes %s with the normaliser as buffers where that is asked for',
    async (name) => {
      await runExport(name, undefined, '--wrapped');
      const half = Float32Array.of(0.5, 0.5, 0.5);
      expect([...(await tensorsIn(join(root, name)))]).toEqual(
        expect.arrayContaining([
          ['normalize.mean', { shape: [1, 3, 1, 1], data: half }],
          ['normalize.std', { shape: [1, 3, 1, 1], data: half.map((value) => value / 2) }],
          ...[...arrays].map(([own, array]) => [`model.${own}`, array]),
        ]),
      );
      expect(said()).toContain('in the file as normalize.mean and normalize.std, before the network as model.*');
    },
  );

  it('refuses to write the normaliser of a network that has none', async () => {
    writeCheckpoint(join(root, 'checkpoint'), { model: { ...model, normalisation: null }, arrays });
    await runExport('weights.pt', undefined, '--wrapped');
    expect(errors()).toBe('bcos-export: --wrapped: resnet8 has no normaliser; leave this flag out\n');
    expect(process.exitCode).toBe(2);
  });

  it('takes the place of an older file, and writes the same bytes again', async () => {
    writeFileSync(join(root, 'weights.pt'), 'older');
    await runExport('weights.pt');
    const first = readFileSync(join(root, 'weights.pt'));
    await runExport('weights.pt');
    expect(readFileSync(join(root, 'weights.pt')).equals(first)).toBe(true);
  });

  it('refuses an ending of no format', async () => {
    await runExport('weights.onnx');
    expect(errors()).toMatch(/^bcos-export: --out: the ending of .*weights.onnx names no format; choose one of \.pt, /);
    expect(process.exitCode).toBe(2);
    expect(readdirSync(root)).toEqual(['checkpoint']);
  });

  it('refuses a folder in place of a file, and a checkpoint that is not there', async () => {
    mkdirSync(join(root, 'taken.pt'));
    await runExport('taken.pt');
    expect(errors()).toContain('taken.pt: is a folder; name a file with --out');
    await runExport('weights.pt', '/nowhere');
    expect(errors()).toContain('/nowhere: is not there; name a folder that bcos-train or bcos-import made');
    expect(process.exitCode).toBe(1);
    expect(readdirSync(root).sort()).toEqual(['checkpoint', 'taken.pt']);
  });
});
