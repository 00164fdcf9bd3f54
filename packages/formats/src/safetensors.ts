import { closeSync, openSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { readListedFile } from './manifest.js';

/** A named array of a checkpoint: float32, in PyTorch's layout (OIHW for kernels). */
export interface NamedArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const headerSchema = z.record(
  z.string(),
  z.union([
    z.object({ dtype: z.string(), shape: z.array(z.int().nonnegative()), data_offsets: z.tuple([z.int(), z.int()]) }),
    z.record(z.string(), z.string()),
  ]),
);

/** The format's own bound on the header (https://github.com/huggingface/safetensors, format section). */
const MAX_HEADER_BYTES = 100_000_000;

/** An array that is made when its turn to be written comes, so that memory holds one at a time. */
export interface ArraySource {
  readonly shape: readonly number[];
  readonly read: () => Float32Array;
}

/**
 * Writes arrays as a safetensors file, sorted by name: 8 bytes of header length, the JSON header, the arrays.
 * @param texts what the header says beside them, under `__metadata__`
 */
export function writeSafetensors(
  path: string,
  arrays: ReadonlyMap<string, NamedArray>,
  texts: ReadonlyMap<string, string> = new Map(),
): void {
  const sources = [...arrays].map(([name, { shape, data }]): [string, ArraySource] => [
    name,
    { shape, read: () => data },
  ]);
  streamSafetensors(path, new Map(sources), texts);
}

/**
 * Writes the same file array by array.
 * @throws RangeError where an array has not as many numbers as its shape says
 */
export function streamSafetensors(
  path: string,
  sources: ReadonlyMap<string, ArraySource>,
  texts: ReadonlyMap<string, string> = new Map(),
): void {
  const sorted = [...sources].sort(([a], [b]) => (a < b ? -1 : 1));
  const file = openSync(path, 'w');
  try {
    writeFileSync(file, headerOf(sorted, texts));
    for (const [name, { shape, read }] of sorted) {
      const data = read();
      if (data.length !== sizeOf(shape)) throw new RangeError(`array ${name} has ${data.length} numbers`);
      writeFileSync(file, Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    }
  } finally {
    closeSync(file);
  }
}

function headerOf(sorted: readonly (readonly [string, ArraySource])[], texts: ReadonlyMap<string, string>): Buffer {
  let offset = 0;
  const header: Record<string, unknown> = texts.size === 0 ? {} : { __metadata__: Object.fromEntries(texts) };
  for (const [name, { shape }] of sorted) {
    const end = offset + sizeOf(shape) * Float32Array.BYTES_PER_ELEMENT;
    header[name] = { dtype: 'F32', shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = Buffer.from(JSON.stringify(header));
  // Padded with spaces, so that the arrays begin at a multiple of eight.
  const padded = Buffer.concat([json, Buffer.alloc((8 - (json.length % 8)) % 8, ' ')]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded]);
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/**
 * Reads the float32 arrays of a safetensors file, which must be the one that the manifest beside it lists, where there is one.
 * @throws Fault where the file is missing, changed, cut, or lies about its sizes, where arrays overlap, have gaps between them or lie in
 * another order than the header names them, or where one is of another type than float32
 */
export function readSafetensors(path: string, remedy: string): Map<string, NamedArray> {
  const bad = (what: string, cause?: unknown): Fault => new Fault({ what, where: path, remedy }, { cause });
  const file = wholeFile(path, bad);
  const headerBytes = file.length < 8 ? NaN : Number(file.readBigUInt64LE(0));
  if (!(headerBytes <= Math.min(MAX_HEADER_BYTES, file.length - 8)))
    throw bad('is not a safetensors file: its header is cut');
  let header: z.infer<typeof headerSchema>;
  try {
    header = headerSchema.parse(JSON.parse(file.toString('utf8', 8, 8 + headerBytes)));
  } catch (error) {
    throw bad("is not a safetensors file: its header is not the format's JSON", error);
  }
  const body = file.subarray(8 + headerBytes);
  const arrays = new Map<string, NamedArray>();
  let at = 0;
  for (const [name, entry] of Object.entries(header)) {
    if (!isTensorEntry(entry)) continue;
    const { dtype, shape, data_offsets: offsets } = entry;
    const [begin, end] = offsets;
    const size = sizeOf(shape);
    if (dtype !== 'F32') throw bad(`array '${name}' is ${dtype}, not F32`);
    if (begin !== at)
      throw bad(`array '${name}' begins at byte ${begin}, where ${at} is next: arrays overlap or are swapped`);
    if (end > body.length || end - begin !== size * 4) throw bad(`array '${name}' is cut or misshapen`);
    const data = new Float32Array(size);
    Buffer.from(data.buffer).set(body.subarray(begin, end));
    arrays.set(name, { shape, data });
    at = end;
  }
  if (at !== body.length) throw bad(`${body.length - at} of its bytes are of no array`);
  return arrays;
}

function wholeFile(path: string, bad: (what: string, cause: unknown) => Fault): Buffer {
  try {
    return readListedFile(path);
  } catch (error) {
    throw error instanceof Fault ? error : bad(`cannot be read (${reasonOf(error)})`, error);
  }
}

interface TensorEntry {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

function isTensorEntry(entry: TensorEntry | Record<string, string>): entry is TensorEntry {
  return Array.isArray(entry['shape']);
}
