import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault, UsageFault } from '@bcos-bench/vocabulary';
import type { NamedArray } from '@bcos-bench/formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asDict, asTensor } from '../pickle/value.js';
import { temporaryFiles } from '../testing/pickleFile.fixture.js';
import { openTorchFile } from '../torchFile.js';
import { writeTorchFile } from './writeTorchFile.js';

const folder = dirname(temporaryFiles()('mark', Buffer.alloc(0)));

const array = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }).chain((shape) => {
  const size = shape.reduce((product, n) => product * n, 1);
  return fc.record({ shape: fc.constant(shape), data: fc.float32Array({ minLength: size, maxLength: size }) });
});
const arrays = fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme' }), array), {
  maxLength: 5,
  selector: ([name]) => name,
});

const sample = new Map<string, NamedArray>([
  ['w', { shape: [2, 2], data: Float32Array.of(1, 2, 3, NaN) }],
  ['b', { shape: [], data: Float32Array.of(-0) }],
]);

async function readBack(path: string): Promise<[unknown, NamedArray][]> {
  const file = await openTorchFile(path);
  const read = [...(asDict(file.root)?.entries ?? [])].map(([name, value]): [unknown, NamedArray] => {
    const tensor = asTensor(value);
    if (tensor === null) throw new Error('no tensor');
    return [name, { shape: tensor.shape, data: file.readTensor(tensor) }];
  });
  file.close();
  return read;
}

describe('writeTorchFile', () => {
  it('writes what is read again, in the same order, NaN and -0 too', async () => {
    const path = join(folder, 'a.pt');
    await fc.assert(
      fc.asyncProperty(arrays, async (entries) => {
        await writeTorchFile(path, new Map(entries));
        expect(await readBack(path)).toEqual(entries);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['b.pt', 'b.ckpt', 'b.safetensors'])('writes the same bytes each time: %s', async (name) => {
    const path = join(folder, name);
    await writeTorchFile(path, sample);
    const bytes = readFileSync(path);
    await writeTorchFile(path, sample);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(new Map(await readBack(path))).toEqual(sample);
  });

  it.each(['t.pt', 't.safetensors'])('writes texts beside the arrays, which are read again: %s', async (name) => {
    const path = join(folder, name);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { minKeys: 1 }), async (texts) => {
        await writeTorchFile(path, sample, new Map(Object.entries(texts)));
        const file = await openTorchFile(path);
        file.close();
        expect(asDict(file.root)?.texts).toEqual(new Map(Object.entries(texts)));
        expect(new Map(await readBack(path))).toEqual(sample);
      }),
      { numRuns: 20, examples: [[{ ['__proto__']: 'a name as any other' }]] },
    );
  });

  it('refuses an ending of no known format', async () => {
    await expect(writeTorchFile(join(folder, 'c.onnx'), sample)).rejects.toThrow(UsageFault);
    await expect(writeTorchFile(join(folder, 'c.onnx'), sample)).rejects.toThrow(
      'choose one of .pt, .pth, .ckpt, .safetensors',
    );
  });

  it("leaves a user's own hidden file beside it as it is", async () => {
    const mine = join(folder, '.e.pt.partial');
    writeFileSync(mine, 'mine');
    await writeTorchFile(join(folder, 'e.pt'), sample);
    expect(readFileSync(mine, 'utf8')).toBe('mine');
    rmSync(mine);
  });

  it('leaves nothing behind where it cannot write', async () => {
    const taken = join(folder, 'd.pt');
    mkdirSync(join(taken, 'full'), { recursive: true });
    await expect(writeTorchFile(taken, sample)).rejects.toThrow(Fault);
    await expect(writeTorchFile(join(folder, 'absent', 'd.pt'), sample)).rejects.toThrow('cannot be written (ENOENT');
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
    expect(existsSync(join(taken, 'full'))).toBe(true);
  });
});
