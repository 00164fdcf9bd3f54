import { join } from 'node:path';
import { dataNode } from '@bcos-bench/pipeline';
import { Fault, numbersOf, pixelsOf, type TensorShape } from '@bcos-bench/vocabulary';
import { openImages, readAttackSamples, readExamples, type AttackSample } from '@bcos-bench/formats';
import { rowOf, storedPicture, visiblePart } from '../figure/encodedPicture.js';
import type { Raster } from '../figure/raster.js';
import type { AttackResult } from '../results/attackResult.js';

/** The page holds at most so many images of an attack, and so many pixels of them, so that it stays a page. */
const [MOST_SHOWN, MOST_PIXELS] = [64, 1e6];

/** How many images of an attack the page holds at most. */
export function picturesShown(shape: TensorShape): number {
  return Math.max(1, Math.min(MOST_SHOWN, Math.floor(MOST_PIXELS / pixelsOf(shape))));
}

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
  const { index, shape, values } = readExamples(own);
  const shown = [...index.subarray(0, picturesShown(shape))];
  const samples = shown.length === 0 ? [] : await readAttackSamples(own);
  const byIndex = new Map(samples.map((sample) => [sample.index, sample]));
  const pictures = shown.map((picture, row) => {
    const sample = byIndex.get(picture);
    if (sample !== undefined) return { sample, attacked: visiblePart(rowOf(values, row, numbersOf(shape)), shape) };
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
  const { index, labels, shape, image } = openImages(data, 'test');
  const rows = new Map([...index].map((number, row) => [number, row]));
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return new Map(
    sorted.map((number) => {
      const row = rows.get(number);
      if (row !== undefined) return [number, { label: labels[row] ?? -1, raster: storedPicture(image(row), shape) }];
      throw new Fault({
        what: `the test split has no picture ${number}, which an attack has kept`,
        where: data,
        remedy: 'run the attacks again on these data',
      });
    }),
  );
}
