import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Fault } from '@bcos-bench/vocabulary';
import { columnWidth, float32Column, int32Column, readArrow, uint8Column, type ArrowFile } from './arrowFile.js';
import { writeArrow } from './arrowTable.js';

const folder = mkdtempSync(join(tmpdir(), 'arrow-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Files that pyarrow wrote: `bench/files/make_columns.py`. */
function ofPyarrow(name: string): ArrowFile {
  return readArrow(fileURLToPath(new URL(`../fixtures/columns/${name}.arrow`, import.meta.url)), 'again');
}

function small(): string {
  const path = join(folder, 'small.arrow');
  writeArrow(path, {
    rows: 2,
    columns: new Map([
      ['id', { type: 'int32', width: 1, values: Int32Array.of(1, 2) }],
      ['bytes', { type: 'uint8', width: 2, values: Uint8Array.of(1, 2, 3, 4) }],
    ]),
    metadata: new Map([['shape', '[1,2]']]),
  });
  return path;
}

const LABELS = [2, 0, 1, 2, 1, 0];
const PAIRS = Array.from({ length: 12 }, (_, i) => i);

describe('a file of pyarrow', () => {
  it.each([
    'plain',
    'batches',
    'list',
    'extra',
    'dictionary-int8',
    'dictionary-int32',
    'dictionary-uint16',
    'label-int8',
    'label-uint8',
    'label-int64',
    'label-uint64',
  ])('is read by meaning: %s', (name) => {
    const file = ofPyarrow(name);
    expect([...int32Column(file, 'label')]).toEqual(LABELS);
    expect([...uint8Column(file, 'pair', 2)]).toEqual(PAIRS);
    expect(columnWidth(file, 'pair')).toBe(2);
  });

  it('is read where a slice was written', () => {
    const file = ofPyarrow('sliced');
    expect([...int32Column(file, 'label')]).toEqual(LABELS.slice(2, 5));
    expect([...uint8Column(file, 'pair', 2)]).toEqual(PAIRS.slice(4, 10));
  });

  it.each(['lz4', 'zstd', 'feather'])('is unpacked: %s', (name) => {
    const file = ofPyarrow(name);
    const wide = Uint8Array.from({ length: 240_000 }, (_, i) => (7 * Math.floor(i / 100) + (i % 3)) % 256);
    expect([...int32Column(file, 'label')]).toEqual(LABELS);
    expect(Buffer.compare(uint8Column(file, 'wide', 40_000), wide)).toBe(0);
  });

  it.each([
    ['label-null', 'row 2 is null'],
    ['dictionary-null', 'row 3 is null'],
    ['label-large', 'row 2 holds 2147483648, which is too large'],
    ['label-float', 'is of type Float32, not whole numbers'],
    ['label-date', /is of type Date\S*, not whole numbers/],
  ])('is refused for its labels: %s', (name, message) => {
    expect(() => int32Column(ofPyarrow(name), 'label')).toThrow(message);
    expect(() => int32Column(ofPyarrow(name), 'label')).toThrow(`${name}.arrow, column 'label': `);
  });

  it.each([
    ['pair-null', 'row 1 is null'],
    ['number-null', 'row 1 is null'],
    ['list-uneven', 'row 1 has 1 numbers, not 2 uint8'],
    ['pair-float', 'is of type Float32, not lists of 2 uint8'],
  ])('is refused for its lists: %s', (name, message) => {
    expect(() => uint8Column(ofPyarrow(name), 'pair', 2)).toThrow(message);
  });

  it('is refused where it is a stream, or where a name could mean two columns', () => {
    expect(() => ofPyarrow('stream')).toThrow('it does not begin as one');
    expect(() => ofPyarrow('twice')).toThrow("has two columns 'label'");
  });
});

describe('a column', () => {
  it('is a fault where it is absent, of another type or of another width', () => {
    const path = small();
    const file = readArrow(path, 'again');
    expect(() => int32Column(file, 'label')).toThrow(`${path}: lacks the column 'label'`);
    expect(() => int32Column(file, 'bytes')).toThrow(
      `${path}, column 'bytes': row 0 has 2 numbers, not 1 whole numbers`,
    );
    expect(() => uint8Column(file, 'bytes', 3)).toThrow('row 0 has 2 numbers, not 3 uint8');
    expect(() => uint8Column(file, 'id', 2)).toThrow('is of type Int32, not lists of 2 uint8');
    expect(() => float32Column(file, 'bytes', 2)).toThrow('is of type Uint8, not lists of 2 float32');
  });
});

describe('readArrow', () => {
  it('is a fault where the file is cut, wherever the cut is', () => {
    const path = small();
    const whole = readFileSync(path);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        writeFileSync(path, whole.subarray(0, length));
        expect(() => readArrow(path, 'again')).toThrow(Fault);
      }),
    );
  });

  it.each(['plain', 'lz4', 'zstd', 'dictionary-int8', 'list'])(
    'ends, with columns or with a fault, whatever byte of %s is another',
    (name) => {
      const whole = readFileSync(ofPyarrow(name).path);
      const path = join(folder, 'flipped.arrow');
      fc.assert(
        fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
          const flipped = Buffer.from(whole);
          flipped[at] = flipped.readUInt8(at) ^ mask;
          writeFileSync(path, flipped);
          const read = (): number => {
            const file = readArrow(path, 'again');
            return int32Column(file, 'label').length + uint8Column(file, 'pair', columnWidth(file, 'pair')).length;
          };
          expect(isNumberOrFault(read)).toBe(true);
        }),
      );
    },
  );

  it('is a fault where the file is missing or another', () => {
    expect(() => readArrow(join(folder, 'absent'), 'again')).toThrow(
      /absent: cannot be read as an Arrow file \(ENOENT.*; again$/,
    );
    const path = join(folder, 'text.arrow');
    writeFileSync(path, 'no Arrow file at all');
    expect(() => readArrow(path, 'again')).toThrow(Fault);
  });
});

function isNumberOrFault(read: () => number): boolean {
  try {
    return Number.isSafeInteger(read());
  } catch (error) {
    return error instanceof Fault;
  }
}
