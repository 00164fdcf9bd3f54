import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  attackSampleSchema,
  hashOf,
  hashOfFile,
  joinedFloats,
  readJson,
  readSafetensors,
  writeJson,
  writeSafetensors,
  writeWhole,
  type AttackSample,
  type Examples,
  readRegularFile,
} from '@bcos-bench/formats';
import type { TensorShape } from '@bcos-bench/vocabulary';
import type { AttackedImage } from '../attackImages.js';

/**
 * What an attack has done so far, on disk and in order, so that a killed one goes on where it was. Whole parts are written, each by
 * a rename, so that what is there is complete; how many rows a part has makes no difference.
 */
export interface Journal {
  /** How many images were done when it was opened. */
  readonly done: number;
  /** Takes the next image. */
  append(image: AttackedImage): void;
  /** Writes what is not written yet. */
  close(): void;
  /** The same, where the last part was written long ago. */
  keepUp(): void;
  /** All rows, in order; memory holds one part at a time. */
  samples(): Generator<AttackSample>;
  /** The kept images. */
  examples(shape: TensorShape): Examples;
}

const ROWS_A_PART = 64;
/** Milliseconds. A process that ends by force loses the work of at most this time, and what is not done. */
const LONG_AGO = 10_000;
const REMEDY = 'remove the folder and run the attack again';
/** The rows of a part, the SHA-256 of its kept images (null where it keeps none), and that of both. */
const partSchema = z.object({
  samples: z.array(attackSampleSchema),
  images: z.string().nullable(),
  sha256: z.string(),
});

/**
 * Opens the journal in `folder`. One of another `key` is thrown away, and so is what of it is not as it was written: each part has a
 * checksum, and from the first that does not match on, all is made again.
 * @param key what the attack's bytes depend on
 * @param keep how many attacked images are kept besides their rows
 */
export function openJournal(folder: string, key: string, keep: number): Journal {
  claim(folder, key);
  const keptIn = (before: number, rows: number): number => Math.min(rows, Math.max(0, keep - before));
  const { parts: found, done } = completeParts(folder, keptIn);
  let [parts, rows, written] = [found, done, performance.now()];
  let pending: AttackedImage[] = [];
  const write = (): void => {
    const kept = pending.slice(0, keptIn(rows, pending.length)).map(({ attacked }) => attacked);
    // The rows come last: where they are, the images are.
    if (kept.length > 0) writeWhole(imagesFile(folder, parts), (path) => writeSafetensors(path, asArray(kept)));
    const content = {
      samples: pending.map(({ sample }) => sample),
      images: kept.length > 0 ? hashOfFile(imagesFile(folder, parts)) : null,
    };
    writeWhole(rowsFile(folder, parts), (path) => writeJson(path, { ...content, sha256: hashOf(content) }));
    parts += 1;
    rows += pending.length;
    written = performance.now();
    pending = [];
  };
  const close = (): void => {
    if (pending.length > 0) write();
  };
  return {
    done,
    append: (image) => {
      pending.push(image);
      if (pending.length === ROWS_A_PART) write();
    },
    close,
    keepUp: () => {
      if (performance.now() - written > LONG_AGO) close();
    },
    samples: function* () {
      for (let part = 0; part < parts; part += 1) yield* readRows(folder, part);
    },
    examples: (shape) => readKept(folder, parts, keptIn, shape),
  };
}

/** Empties the folder unless it is of this key. */
function claim(folder: string, key: string): void {
  const path = join(folder, 'key');
  if (existsSync(path) && readRegularFile(path, 'remove it').toString('utf8') === key) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeWhole(path, (file) => writeFileSync(file, key));
}

/** How many images are kept of some rows that come after `before` others. */
type KeptIn = (before: number, rows: number) => number;

/** How many parts, from the first on, are as they were written, and how many rows they have. */
function completeParts(folder: string, keptIn: KeptIn): { parts: number; done: number } {
  let [parts, done] = [0, 0];
  while (existsSync(rowsFile(folder, parts))) {
    try {
      const { samples, images, sha256 } = readPart(folder, parts);
      const found = keptIn(done, samples.length) > 0 ? hashOfFile(imagesFile(folder, parts)) : null;
      if (found !== images || hashOf({ samples, images }) !== sha256) return { parts, done };
      done += samples.length;
      parts += 1;
    } catch {
      // A part that is damaged is made again.
      return { parts, done };
    }
  }
  return { parts, done };
}

function readPart(folder: string, part: number): z.infer<typeof partSchema> {
  return readJson(rowsFile(folder, part), partSchema, REMEDY);
}

function readRows(folder: string, part: number): AttackSample[] {
  return readPart(folder, part).samples;
}

function readKept(folder: string, parts: number, keptIn: KeptIn, shape: TensorShape): Examples {
  const index: number[] = [];
  const images: Float32Array[] = [];
  for (let part = 0; part < parts; part += 1) {
    const rows = readRows(folder, part);
    const kept = keptIn(index.length, rows.length);
    if (kept === 0) break;
    index.push(...rows.slice(0, kept).map((row) => row.index));
    const values = readSafetensors(imagesFile(folder, part), REMEDY).get('attacked')?.data;
    if (values !== undefined) images.push(values);
  }
  return { index: Int32Array.from(index), shape, values: joinedFloats(images) };
}

function asArray(images: readonly Float32Array[]): Map<string, { shape: number[]; data: Float32Array }> {
  const data = joinedFloats(images);
  return new Map([['attacked', { shape: [images.length, data.length / images.length], data }]]);
}

function rowsFile(folder: string, part: number): string {
  return join(folder, `${String(part).padStart(6, '0')}.json`);
}

function imagesFile(folder: string, part: number): string {
  return join(folder, `${String(part).padStart(6, '0')}.safetensors`);
}
