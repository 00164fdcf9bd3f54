import { join } from 'node:path';
import { dataNode } from '@bcos-bench/pipeline';
import { Fault } from '@bcos-bench/vocabulary';
import { PICTURE_SIZE, readAttackSamples, readExamples, readPictures, type AttackSample } from '@bcos-bench/formats';
import { encodedSize, rowOf, visiblePart } from '../figure/encodedPicture.js';
import { rasterOf, type Raster } from '../figure/raster.js';
import type { AttackResult } from '../results/attackResult.js';

/** The page holds at most so many pictures of an attack, so that it stays a page. */
export const PICTURES_SHOWN = 64;

/** The pictures that an attack has kept, the first of them. */
export interface KeptPictures {
  readonly attack: AttackResult;
  /** How many were kept. */
  readonly kept: number;
  /** A row a picture, and its attacked version: red, green and blue of whatever was attacked. */
  readonly pictures: readonly { readonly sample: AttackSample; readonly attacked: Raster }[];
}

/** Reads what an attack has kept. @throws Fault where its files are damaged or do not go together */
export async function readKeptPictures(folder: string, attack: AttackResult): Promise<KeptPictures> {
  const own = join(folder, attack.node);
  const { index, channels, values } = readExamples(own);
  const shown = [...index.subarray(0, PICTURES_SHOWN)];
  const samples = shown.length === 0 ? [] : await readAttackSamples(own);
  const byIndex = new Map(samples.map((sample) => [sample.index, sample]));
  const pictures = shown.map((picture, row) => {
    const sample = byIndex.get(picture);
    if (sample !== undefined)
      return { sample, attacked: visiblePart(rowOf(values, row, encodedSize(channels)), channels) };
    throw new Fault({
      what: `row ${row} is picture ${picture}, which samples.parquet lacks`,
      where: join(own, 'examples.arrow'),
      remedy: 'run the attack again with bcos-attack',
    });
  });
  return { attack, kept: index.length, pictures };
}

/** A picture as it was before any attack. */
export interface CleanPicture {
  readonly label: number;
  readonly raster: Raster;
}

/** Reads the test pictures of these numbers. @throws Fault where the test split lacks one */
export function readCleanPictures(folder: string, numbers: Iterable<number>): Map<number, CleanPicture> {
  const data = join(folder, dataNode);
  const { index, images, labels } = readPictures(data, 'test');
  const rows = new Map([...index].map((number, row) => [number, row]));
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return new Map(
    sorted.map((number) => {
      const row = rows.get(number);
      if (row !== undefined) return [number, { label: labels[row] ?? -1, raster: pictureAt(images, row) }];
      throw new Fault({
        what: `the test split has no picture ${number}, which an attack has kept`,
        where: data,
        remedy: 'run the attacks again on these data',
      });
    }),
  );
}

function pictureAt(images: Uint8Array, row: number): Raster {
  const bytes = images.subarray(row * PICTURE_SIZE, (row + 1) * PICTURE_SIZE);
  const share = (value: number | undefined): number => (value ?? 0) / 255;
  return rasterOf((pixel) => [share(bytes[3 * pixel]), share(bytes[3 * pixel + 1]), share(bytes[3 * pixel + 2])]);
}
