import { describe, expect, it } from 'vitest';
import { asDict, asTensor } from '../pickle/value.js';
import { rootOf, temporaryFiles } from '../testing/pickleFile.fixture.js';
import { openTorchFile } from '../torchFile.js';

const write = temporaryFiles();

function safetensors(header: unknown, body = Buffer.alloc(8)): Buffer {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return Buffer.concat([length, json, body]);
}

const entry = (dtype: string, shape: unknown, from: number, to: number): unknown => ({
  dtype,
  shape,
  data_offsets: [from, to],
});

describe('the safetensors format', () => {
  it('reads arrays of several number formats, whatever their order, and passes over metadata', async () => {
    const header = {
      __metadata__: { format: 'pt' },
      b: entry('BF16', [2], 4, 8),
      a: entry('F32', [1, 1], 0, 4),
      e: entry('F32', [0, 3], 8, 8),
    };
    const file = await openTorchFile(
      write('a.safetensors', safetensors(header, Buffer.from('0000c03f803f00c0', 'hex'))),
    );
    const entries = [...(asDict(file.root)?.entries ?? [])];
    const read = entries.map(([name, value]) => {
      const tensor = asTensor(value);
      return [name, tensor?.shape, tensor === null ? null : file.readTensor(tensor)];
    });
    file.close();
    expect(read).toEqual([
      ['b', [2], Float32Array.of(1, -2)],
      ['a', [1, 1], Float32Array.of(1.5)],
      ['e', [0, 3], new Float32Array()],
    ]);
  });

  it.each([
    [{ w: entry('F32', [3], 0, 8) }, 'whose shape [3] is not that of its bytes'],
    [{ w: entry('F32', [2 ** 40, 2 ** 40], 0, 8) }, 'is not that of its bytes'],
    [{ w: entry('F32', [-2], 0, 8) }, 'whose entry in the header is none'],
    [{ w: entry('F32', [4], 0, 16) }, 'which ends at byte'],
    [{ w: entry('F32', [1], 8, 4) }, 'is not that of its bytes'],
    [{ w: entry('F128', [2], 0, 8) }, "whose number format 'F128' is not known"],
    [{ w: { dtype: 'F32' } }, 'whose entry in the header is none'],
    [{ v: entry('F32', [2], 0, 8), w: entry('F32', [2], 0, 8) }, 'holds tensors that overlap or lie apart'],
    [{ w: entry('F32', [1], 4, 8) }, 'holds tensors that overlap or lie apart'],
    [{ w: entry('F32', [1], 0, 4) }, 'holds 4 bytes behind its last tensor'],
    ['{no JSON', 'holds a header that is not the JSON of safetensors'],
  ])('refuses the header %j', async (header, what) => {
    await expect(rootOf(write('b.safetensors', safetensors(header)))).rejects.toThrow(what);
  });
});
