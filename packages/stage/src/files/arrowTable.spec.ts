import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Fault } from '../fault.js';
import { float32Column, int32Column, readArrow, uint8Column, writeArrow, type ArrowTable } from './arrowTable.js';

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
    const { columns } = readArrow(path, 'write it again');
    expect([...columns].map(([name, { values }]) => [name, [...values]])).toEqual([
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
        expect(int32Column(read, 'id', path)).toEqual(ids);
        expect(uint8Column(read, 'bytes', width, path)).toEqual(bytes);
        expect(float32Column(read, 'floats', width, path)).toEqual(floats);
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

describe('readArrow', () => {
  it('is a fault where the file is cut, wherever the cut is', () => {
    const path = join(folder, 'cut.arrow');
    writeArrow(path, sample(Int32Array.of(1, 2), Uint8Array.of(1, 2, 3, 4), Float32Array.of(1, 2, 3, 4), 2));
    const whole = readFileSync(path);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        writeFileSync(path, whole.subarray(0, length));
        expect(() => readArrow(path, 'again')).toThrow(Fault);
      }),
    );
  });

  it('is a fault where the file is missing or another', () => {
    expect(() => readArrow(join(folder, 'absent'), 'again')).toThrow(
      /absent: cannot be read as an Arrow file \(ENOENT.*; again$/,
    );
    const path = join(folder, 'text.arrow');
    writeFileSync(path, 'no Arrow file at all');
    expect(() => readArrow(path, 'again')).toThrow(Fault);
  });
});

describe('a column', () => {
  const table = sample(Int32Array.of(1), Uint8Array.of(1, 2), Float32Array.of(1, 2), 2);

  it('is a fault where it is absent, of another type or of another width', () => {
    expect(() => int32Column(table, 'label', 'a.arrow')).toThrow("a.arrow: lacks the int32 column 'label'");
    expect(() => int32Column(table, 'bytes', 'a.arrow')).toThrow("a.arrow: lacks the int32 column 'bytes'");
    expect(() => uint8Column(table, 'bytes', 3, 'a.arrow')).toThrow(
      "a.arrow: lacks the column 'bytes' of 3 uint8 a row",
    );
    expect(() => float32Column(table, 'bytes', 2, 'a.arrow')).toThrow("lacks the column 'bytes' of 2 float32 a row");
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
