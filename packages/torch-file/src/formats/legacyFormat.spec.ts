import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import * as p from '../fuzz/pickleBytes.js';
import { asTensor } from '../pickle/value.js';
import { rootOf, temporaryFiles } from '../testing/pickleFile.fixture.js';
import { openTorchFile } from '../torchFile.js';

const write = temporaryFiles();

/** What a forged file says, besides that it holds a tensor of the numbers 1 and 2. */
interface Claims {
  readonly little?: Buffer;
  readonly version?: number;
  readonly view?: Buffer;
  readonly keys?: readonly string[];
  readonly count?: bigint;
}

const TRUE = Buffer.of(0x88);
const FALSE = Buffer.of(0x89);

function forged({ little = TRUE, version = 1001, view = p.NONE, keys = ['k'], count = 2n }: Claims): Buffer {
  const system = p.pickle(p.entry('little_endian', little));
  const id = p.tuple(
    p.binunicode('storage'),
    p.global('torch', 'FloatStorage'),
    ...['k', 'cuda:0'].map(p.binunicode),
    p.whole(2),
    view,
  );
  const tensor = p.pickle(
    p.global('torch._utils', '_rebuild_tensor_v2'),
    p.tuple(id, p.BINPERSID, p.whole(0), p.tuple(p.whole(2)), p.tuple(p.whole(1))),
    p.REDUCE,
  );
  const list = p.pickle(p.MARK, ...keys.map(p.binunicode), Buffer.from('l'));
  const storage = Buffer.alloc(16);
  const big = little === FALSE;
  if (big) storage.writeBigInt64BE(count, 0);
  else storage.writeBigInt64LE(count, 0);
  [1, 2].forEach((number, i) =>
    big ? storage.writeFloatBE(number, 8 + 4 * i) : storage.writeFloatLE(number, 8 + 4 * i),
  );
  return Buffer.concat([
    p.pickle(p.whole(0x1950a86a20f9469cfc6cn)),
    p.pickle(p.whole(version)),
    system,
    tensor,
    list,
    storage,
  ]);
}

describe('the legacy format', () => {
  it.each([
    ['little-endian', TRUE],
    ['big-endian', FALSE],
  ])('reads %s numbers', async (_, little) => {
    const file = await openTorchFile(write('a.pt', forged({ little })));
    const tensor = asTensor(file.root);
    expect(tensor === null ? null : file.readTensor(tensor)).toEqual(Float32Array.of(1, 2));
    file.close();
  });

  it.each<[string, Claims, string]>([
    ['another version', { version: 1002 }, "is of version '1002' of torch.save"],
    ['no byte order', { little: p.NONE }, 'does not say its byte order'],
    ['a view of a storage', { view: p.tuple(p.binunicode('v'), p.whole(0), p.whole(1)) }, 'as a view of another'],
    ['a storage that is not listed', { keys: [] }, "lacks storage 'k'"],
    ['a storage that nothing refers to', { keys: ['other'] }, "holds storage 'other', which nothing refers to"],
    ['a storage twice', { keys: ['k', 'k'] }, "holds storage 'k', which nothing refers to or which is there twice"],
    ['two sizes of a storage', { count: 3n }, "says that storage 'k' has 3 numbers and 2"],
    ['a negative size', { count: -1n }, "says that storage 'k' has -1 numbers and 2"],
  ])('refuses %s', async (_, claims, what) => {
    await expect(rootOf(write('b.pt', forged(claims)))).rejects.toThrow(what);
  });

  it('refuses a file cut within its storages', async () => {
    const bytes = readFileSync(fileURLToPath(new URL('../fixtures/legacy.pt', import.meta.url)));
    await expect(rootOf(write('c.pt', bytes.subarray(0, -1)))).rejects.toThrow(
      `is cut: its storages end at byte ${bytes.length} of ${bytes.length - 1}`,
    );
  });
});
