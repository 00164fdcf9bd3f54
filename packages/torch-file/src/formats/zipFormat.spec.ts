import { deflateRawSync } from 'node:zlib';
import { Fault } from '@bcos-bench/vocabulary';
import { describe, expect, it } from 'vitest';
import * as p from '../fuzz/pickleBytes.js';
import { zipBytes } from '../fuzz/zipBytes.js';
import { asDict, asTensor } from '../pickle/value.js';
import { rootOf, temporaryFiles, torchZip } from '../testing/pickleFile.fixture.js';
import { openTorchFile } from '../torchFile.js';

const write = temporaryFiles();
const NUMBERS = Float32Array.of(1, -2.5, 3);

/** A pickle of `{'w': three float32 numbers}`. */
const pickle = p.pickle(
  p.entry(
    'w',
    Buffer.concat([
      p.global('torch._utils', '_rebuild_tensor_v2'),
      p.tuple(
        p.tuple(
          ...['storage'].map(p.binunicode),
          p.global('torch', 'FloatStorage'),
          ...['0', 'cpu'].map(p.binunicode),
          p.whole(3),
        ),
        p.BINPERSID,
        p.whole(0),
        p.tuple(p.whole(3)),
        p.tuple(p.whole(1)),
      ),
      p.REDUCE,
    ]),
  ),
);
const little = Buffer.from(NUMBERS.buffer);
const big = Buffer.from(little).swap32();

async function numbersOf(path: string): Promise<Float32Array> {
  const file = await openTorchFile(path);
  const tensor = asTensor(asDict(file.root)?.entries.get('w'));
  if (tensor === null) throw new Error('no tensor');
  const numbers = file.readTensor(tensor);
  file.close();
  return numbers;
}

describe('the zip format', () => {
  it.each([
    ['no record', {}, little],
    ['little', { byteorder: Buffer.from('little') }, little],
    ['big', { byteorder: Buffer.from('big') }, big],
  ])('reads numbers in the byte order that the file says: %s', async (_, records, numbers) => {
    expect(await numbersOf(write('a.pt', torchZip(pickle, { ...records, 'data/0': numbers })))).toEqual(NUMBERS);
  });

  it.each([
    [
      'another byte order',
      torchZip(pickle, { byteorder: Buffer.from('middle'), 'data/0': little }),
      "its byte order is 'middle'",
    ],
    ['no storage', torchZip(pickle), "lacks storage '0'"],
    [
      'a storage cut short',
      torchZip(pickle, { 'data/0': little.subarray(4) }),
      "holds 8 bytes of storage '0', which has 12",
    ],
    ['no pickle', zipBytes([{ name: 'a/b.txt', bytes: little }]), 'not one of torch.save: it holds 0 pickles'],
    [
      'two pickles',
      zipBytes(['a/data.pkl', 'b/data.pkl'].map((name) => ({ name, bytes: pickle }))),
      'not one of torch.save: it holds 2 pickles',
    ],
    ['an entry twice', zipBytes(['a/data.pkl', 'a/data.pkl'].map((name) => ({ name, bytes: pickle }))), 'twice'],
    [
      'one entry within another',
      zipBytes([
        { name: 'a/data.pkl', bytes: zipBytes([{ name: 'a/data/0', bytes: little }]) },
        { name: 'a/data/0', bytes: little, offset: 40 },
      ]),
      "holds the entry 'a/data/0' within another",
    ],
    [
      'an entry under two names',
      zipBytes([
        { name: 'a/data.pkl', bytes: pickle },
        { name: 'a/data/00', bytes: little, offset: 0 },
      ]),
      'under another name',
    ],
    [
      'a compressed pickle',
      zipBytes([{ name: 'a/data.pkl', bytes: deflateRawSync(pickle), method: 8, uncompressedSize: pickle.length }]),
      'compressed or encrypted, which torch.save never does',
    ],
    [
      'a wrong checksum',
      zipBytes([{ name: 'a/data.pkl', bytes: pickle, crc32: 7 }]),
      'the checksum of data.pkl is another',
    ],
    [
      'a size beyond the file',
      zipBytes([{ name: 'a/data.pkl', bytes: pickle, compressedSize: 2 ** 31, uncompressedSize: 2 ** 31 }]),
      'is a damaged zip file',
    ],
  ])('refuses %s', async (_, bytes, what) => {
    const path = write('b.pt', bytes);
    await expect(rootOf(path)).rejects.toThrow(Fault);
    await expect(rootOf(path)).rejects.toThrow(what);
  });
});
