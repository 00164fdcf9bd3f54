import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  hashOf,
  hashOfFile,
  joinedFloats,
  readJson,
  readSafetensors,
  writeJson,
  writeSafetensors,
  writeWhole,
} from '@bcos-bench/formats';
import { lookUp } from '@bcos-bench/vocabulary';

/**
 * A part of what a stage has done so far: rows, and images of float32 besides. Each part has a checksum and is written by a rename, so
 * that what is there is complete.
 */
const partSchema = z.object({
  rows: z.array(z.unknown()),
  /** The SHA-256 of the file of images; null where there are none. */
  images: z.string().nullable(),
  /** Of both. */
  sha256: z.string(),
});

/** The most rows of a part, where a stage writes one after the other. */
export const ROWS_A_PART = 64;
const REMEDY = 'remove the folder and run the command again';

/**
 * Writes a part.
 * @param images of one length
 */
export function writePart(
  folder: string,
  name: string,
  rows: readonly unknown[],
  images: readonly Float32Array[] = [],
): void {
  // The rows come last: where they are, the images are.
  if (images.length > 0) writeWhole(imagesFile(folder, name), (path) => writeSafetensors(path, asArray(images)));
  const content = { rows, images: images.length > 0 ? hashOfFile(imagesFile(folder, name)) : null };
  writeWhole(rowsFile(folder, name), (path) => writeJson(path, { ...content, sha256: hashOf(content) }));
}

/** The rows of a part; null where there is none, or it is not as it was written. */
export function wholeRows<Row>(folder: string, name: string, schema: z.ZodType<Row>): Row[] | null {
  if (!existsSync(rowsFile(folder, name))) return null;
  try {
    const { rows, images, sha256 } = readJson(rowsFile(folder, name), partSchema, REMEDY);
    if (hashOf({ rows, images }) !== sha256) return null;
    if (images !== null && hashOfFile(imagesFile(folder, name)) !== images) return null;
    return z.array(schema).parse(rows);
  } catch {
    // A part that is damaged is made again.
    return null;
  }
}

/** The rows of a part that is whole. */
export function partRows<Row>(folder: string, name: string, schema: z.ZodType<Row>): Row[] {
  return readJson(rowsFile(folder, name), z.object({ rows: z.array(schema) }), REMEDY).rows;
}

/** The images of a part that is whole, one after the other. */
export function partImages(folder: string, name: string): Float32Array {
  return lookUp(readSafetensors(imagesFile(folder, name), REMEDY), 'images').data;
}

/** Removes a part. */
export function removePart(folder: string, name: string): void {
  for (const file of [rowsFile(folder, name), imagesFile(folder, name)]) rmSync(file, { force: true });
}

/** The name of a part, from 0. */
export function partName(part: number): string {
  return String(part).padStart(6, '0');
}

function asArray(images: readonly Float32Array[]): Map<string, { shape: number[]; data: Float32Array }> {
  const data = joinedFloats(images);
  return new Map([['images', { shape: [images.length, data.length / images.length], data }]]);
}

function rowsFile(folder: string, name: string): string {
  return join(folder, `${name}.json`);
}

function imagesFile(folder: string, name: string): string {
  return join(folder, `${name}.safetensors`);
}
