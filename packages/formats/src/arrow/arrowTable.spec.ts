import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { float32Column, int32Column, readArrow, uint8Column } from './arrowFile.js';
import { writeArrow, type ArrowTable } from './arrowTable.js';

const folder = mkdtempSync(join(tmpdir(), 'arrow-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('writeArrow', () => {
  it('keeps columns apart that share memory', () => {
    const path = join(folder, 'shared.arrow');
    const shared = Int32Array.of(1, 2, 3, 4);
    const floats = Float32Array.of(0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4);
    writeArrow(path, {
      rows: 4,
      columns: new Map([
        ['prediction', { type: 'int32', width: 1, values: shared }],
        ['class', { type: 'int32', width: 1, values: shared }],
        ['low', { type: 'float32', width: 1, values: floats.subarray(0, 4) }],
        ['high', { type: 'float32', width: 1, values: floats.subarray(4) }],
      ]),
      metadata: new Map(),
    });
    const file = readArrow(path, 'write it again');
    const ints = ['prediction', 'class'].map((name) => [name, [...int32Column(file, name)]]);
    const floatings = ['low', 'high'].map((name) => [name, [...float32Column(file, name, 1)]]);
    expect([...ints, ...floatings]).toEqual([
      ['prediction', [1, 2, 3, 4]],
      ['class', [1, 2, 3, 4]],
      ['low', [0.5, 1, 1.5, 2]],
      ['high', [2.5, 3, 3.5, 4]],
    ]);
  });

  it('keeps every value, list and word of metadata, for any number of rows', () => {
    const path = join(folder, 'any.arrow');
    const tables = fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 7 })).chain(([rows, width]) =>
      fc.record({
        rows: fc.constant(rows),
        width: fc.constant(width),
        ids: fc.int32Array({ minLength: rows, maxLength: rows }),
        bytes: fc.uint8Array({ minLength: rows * width, maxLength: rows * width }),
        floats: fc.float32Array({ minLength: rows * width, maxLength: rows * width }),
        metadata: fc.dictionary(fc.string(), fc.string()),
      }),
    );
    fc.assert(
      fc.property(tables, ({ rows, width, ids, bytes, floats, metadata }) => {
        const written = { ...sample(ids, bytes, floats, width), metadata: new Map(Object.entries(metadata)) };
        writeArrow(path, written);
        const read = readArrow(path, 'again');
        expect(read.rows).toBe(rows);
        expect(new Map(read.metadata)).toEqual(written.metadata);
        expect(int32Column(read, 'id')).toEqual(ids);
        expect(uint8Column(read, 'bytes', width)).toEqual(bytes);
        expect(float32Column(read, 'floats', width)).toEqual(floats);
      }),
    );
  });

  it('writes the same bytes whatever the order of the metadata', () => {
    const written = sample(Int32Array.of(1), Uint8Array.of(2), Float32Array.of(3), 1);
    const bytes = [
      ['b', 'a'],
      ['a', 'b'],
    ].map((keys) => {
      const path = join(folder, 'metadata.arrow');
      writeArrow(path, { ...written, metadata: new Map(keys.map((key) => [key, '1'])) });
      return readFileSync(path).toString('hex');
    });
    expect(bytes[0]).toBe(bytes[1]);
  });

  it('refuses columns of different lengths', () => {
    const uneven = sample(Int32Array.of(1, 2), Uint8Array.of(2), Float32Array.of(3, 4), 1);
    expect(() => writeArrow(join(folder, 'uneven.arrow'), uneven)).toThrow(RangeError);
  });
});

function sample(ids: Int32Array, bytes: Uint8Array, floats: Float32Array, width: number): ArrowTable {
  return {
    rows: ids.length,
    columns: new Map([
      ['id', { type: 'int32', width: 1, values: ids }],
      ['bytes', { type: 'uint8', width, values: bytes }],
      ['floats', { type: 'float32', width, values: floats }],
    ]),
    metadata: new Map(),
  };
}
