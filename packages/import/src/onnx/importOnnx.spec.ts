import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckpoint, verifyFolder } from '@bcos-bench/formats';
import { onnxFixtures } from '@bcos-bench/models/testing/onnxCase';
import { commandInScratch } from '@bcos-bench/cli/testing/commandInScratch';
import { describe, expect, it } from 'vitest';
import { importStage } from '../importStage.js';

const { folder, run, errors, said } = commandInScratch('importOnnx');

const file = join(onnxFixtures, 'resnet18-torchscript.onnx');
const importOf = (from: string, out: string, flags: Record<string, string> = {}): Promise<void> =>
  run(importStage, { from, out: folder(out), normalise: 'none', ...flags });

describe('bcos-import of an ONNX file', () => {
  it('makes a checkpoint that holds the file itself', async () => {
    await importOf(file, 'resnet18');
    expect(errors()).toBe('');
    const { model, onnx, arrays } = readCheckpoint(folder('resnet18'));
    expect(model.architecture.name).toBe('onnx');
    expect(model.imageShape).toEqual([32, 32, 3]);
    expect(model.classes).toHaveLength(10);
    expect(Buffer.from(onnx?.get('model.onnx') ?? [])).toEqual(readFileSync(file));
    expect(arrays.size).toBe(0);
    expect(verifyFolder(folder('resnet18'))).toBeGreaterThan(2);
    expect(said()).toContain('opset 17');
  });

  it('refuses a file that model.json does not know', async () => {
    await importOf(file, 'changed');
    writeFileSync(join(folder('changed'), 'model.onnx'), 'another');
    expect(() => readCheckpoint(folder('changed'))).toThrow('is damaged');
  });

  it.each([
    [{ classes: 'cat,dog' }, 'names 2 classes, and'],
    [{ arch: 'resnet20' }, '--arch: is for files of weights'],
    [{ logits: 'nothing' }, "has no output 'nothing'; name one of its outputs with --logits: logits"],
  ])('says what does not fit: %j', async (flags, line) => {
    await importOf(file, 'wrong', flags);
    expect(errors()).toContain(line);
  });

  it('asks which normaliser images have', async () => {
    await run(importStage, { from: file, out: folder('silent') });
    expect(errors()).toContain('the file holds no normaliser');
  });

  it('reads nothing outside of the folder', async () => {
    mkdirSync(folder('linked'), { recursive: true });
    const link = join(folder('linked'), 'net.onnx');
    copyFileSync(join(onnxFixtures, 'external.onnx'), link);
    symlinkSync('/etc/hostname', join(folder('linked'), 'external.onnx.data'));
    await importOf(link, 'out');
    expect(errors()).toContain('which is a link out of its folder');
  });
});
