import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Fault } from '@bcos-bench/vocabulary';
import { readSafetensors, streamSafetensors, writeSafetensors, type NamedArray } from './safetensors.js';

const folder = mkdtempSync(join(tmpdir(), 'safetensors-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'model.safetensors');

const array = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }).chain((shape) => {
  const size = shape.reduce((product, n) => product * n, 1);
  return fc.record({ shape: fc.constant(shape), data: fc.float32Array({ minLength: size, maxLength: size }) });
});
const name = fc.stringMatching(/^[a-z][a-z0-9._]{0,12}$/);
const arrays = fc.uniqueArray(fc.tuple(name, array), { maxLength: 5, selector: ([key]) => key });

const sample = new Map<string, NamedArray>([
  ['conv.weight', { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }],
  ['bias', { shape: [], data: Float32Array.of(7) }],
]);

function withHeader(header: unknown, body = Buffer.alloc(8)): void {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  writeFileSync(path, Buffer.concat([length, json, body]));
}

function read(): Map<string, NamedArray> {
  return readSafetensors(path, 'make it again');
}

describe('safetensors', () => {
  it('reads what was written, NaN and -0 too', () => {
    fc.assert(
      fc.property(arrays, (entries) => {
        writeSafetensors(path, new Map(entries));
        const found = read();
        expect([...found.keys()].toSorted()).toEqual(entries.map(([key]) => key).toSorted());
        for (const [key, { shape, data }] of entries) {
          expect(found.get(key)?.shape).toEqual(shape);
          expect(found.get(key)?.data).toEqual(data);
        }
      }),
    );
  });

  it('writes the same bytes whatever the order, the arrays at a multiple of eight', () => {
    writeSafetensors(path, sample);
    const bytes = readFileSync(path);
    writeSafetensors(path, new Map([...sample].toReversed()));
    expect(readFileSync(path).equals(bytes)).toBe(true);
    expect(Number(bytes.readBigUInt64LE(0)) % 8).toBe(0);
  });

  it('is a fault where it is cut, wherever the cut is', () => {
    writeSafetensors(path, sample);
    const whole = readFileSync(path);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length - 1 }), (length) => {
        writeFileSync(path, whole.subarray(0, length));
        expect(read).toThrow(Fault);
      }),
    );
  });

  it('is never anything but arrays or a fault, whatever the header says', () => {
    const number = fc.oneof(fc.integer(), fc.constantFrom(0, 4, 8, 2 ** 53, -1, 1e300, 0.5, null, '4'));
    const entry = fc.record(
      { dtype: fc.constantFrom('F32', 'F16', 4), shape: fc.array(number), data_offsets: fc.array(number) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.oneof(entry, fc.anything())), (header) => {
        withHeader(JSON.stringify(header));
        try {
          for (const { shape, data } of read().values()) {
            expect(data).toHaveLength(shape.reduce((product, n) => product * n, 1));
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Fault);
        }
      }),
    );
  });

  it.each([
    [{ w: { dtype: 'F16', shape: [4], data_offsets: [0, 8] } }, "array 'w' is F16, not F32"],
    [{ w: { dtype: 'F32', shape: [3], data_offsets: [0, 12] } }, "array 'w' is cut or misshapen"],
    [{ w: { dtype: 'F32', shape: [1], data_offsets: [0, 8] } }, "array 'w' is cut or misshapen"],
    [{ w: { dtype: 'F32', shape: [2], data_offsets: [-8, 0] } }, "array 'w' begins at byte -8, where 0 is next"],
    [{ w: { dtype: 'F32', shape: [2], data_offsets: [8, 0] } }, "array 'w' begins at byte 8, where 0 is next"],
    [pair([0, 4], [0, 4]), "array 'v' begins at byte 0, where 4 is next: arrays overlap or are swapped"],
    [pair([4, 8], [0, 4]), "array 'u' begins at byte 4, where 0 is next: arrays overlap or are swapped"],
    [{ w: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }, '4 of its bytes are of no array'],
    [{ w: { dtype: 'F32', shape: [-2], data_offsets: [0, 8] } }, "its header is not the format's JSON"],
    ['no JSON', "its header is not the format's JSON"],
  ])('of the header %j says what is wrong', (header, what) => {
    withHeader(header);
    expect(read).toThrow(`${path}: `);
    expect(read).toThrow(what);
    expect(read).toThrow(/; make it again$/);
  });

  it('passes over the metadata that other programs write', () => {
    withHeader({ __metadata__: { format: 'pt' }, w: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } });
    expect([...read()]).toEqual([['w', { shape: [2], data: new Float32Array(2) }]]);
  });

  it('is a fault where it is missing', () => {
    expect(() => readSafetensors(join(folder, 'absent'), 'make it')).toThrow('absent: cannot be read (ENOENT');
  });
});

describe('streamSafetensors', () => {
  it('writes the same file, and has one array at a time made, by name', () => {
    writeSafetensors(path, sample);
    const whole = readFileSync(path);
    const made: string[] = [];
    const sources = [...sample].map(([key, { shape, data }]) => {
      const read = (): Float32Array => {
        made.push(key);
        return data;
      };
      return [key, { shape, read }] as const;
    });
    streamSafetensors(path, new Map(sources));
    expect(readFileSync(path).equals(whole)).toBe(true);
    expect(made).toEqual(['bias', 'conv.weight']);
  });

  it('refuses an array of another size than its shape says', () => {
    const sources = new Map([['w', { shape: [3], read: () => new Float32Array(2) }]]);
    expect(() => streamSafetensors(path, sources)).toThrow(new RangeError('array w has 2 numbers'));
  });
});

/** The header of two arrays of one number each, at these offsets. */
function pair(first: readonly number[], second: readonly number[]): object {
  const one = { dtype: 'F32', shape: [1] };
  return { u: { ...one, data_offsets: first }, v: { ...one, data_offsets: second } };
}
