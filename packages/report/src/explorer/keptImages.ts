import { join } from 'node:path';
import { dataNode } from '@bcos-bench/pipeline';
import { at, Fault, numbersOf, pixelsOf, type TensorShape } from '@bcos-bench/vocabulary';
import { openImages, readAttackSamples, readExamples, type AttackSample } from '@bcos-bench/formats';
import { rowOf, storedImage, visiblePart } from '../figure/encodedImage.js';
import type { Raster } from '../figure/raster.js';
import type { AttackResult } from '../results/attackResult.js';

/** The most images of an attack, and the most pixels of these, that the page holds. They bound its size. */
const [MOST_SHOWN, MOST_PIXELS] = [64, 1e6];

/** The most images of an attack that the page holds. */
export function imagesShown(shape: TensorShape): number {
  return Math.max(1, Math.min(MOST_SHOWN, Math.floor(MOST_PIXELS / pixelsOf(shape))));
}

/** The first of the images that an attack kept. */
export interface KeptImages {
  readonly attack: AttackResult;
  /** How many were kept. */
  readonly kept: number;
  /** One row per image, and its attacked version: red, green and blue in the attacked space. */
  readonly images: readonly { readonly sample: AttackSample; readonly attacked: Raster }[];
}

/** Reads what an attack kept. @throws Fault if its files are damaged or do not match */
export async function readKeptImages(folder: string, attack: AttackResult): Promise<KeptImages> {
  const own = join(folder, attack.node);
  const { index, shape, values } = readExamples(own);
  const shown = [...index.subarray(0, imagesShown(shape))];
  const samples = shown.length === 0 ? [] : await readAttackSamples(own);
  const byIndex = new Map(samples.map((sample) => [sample.index, sample]));
  const images = shown.map((image, row) => {
    const sample = byIndex.get(image);
    if (sample !== undefined) return { sample, attacked: visiblePart(rowOf(values, row, numbersOf(shape)), shape) };
    throw new Fault({
      what: `row ${row} is image ${image}, which samples.parquet lacks`,
      where: join(own, 'examples.arrow'),
      remedy: 'run the attack again with bcos-attack',
    });
  });
  return { attack, kept: index.length, images };
}

/** An image before any attack. */
export interface CleanImage {
  readonly label: number;
  readonly raster: Raster;
}

/** Reads the test images with these numbers. @throws Fault if the test split lacks one */
export function readCleanImages(folder: string, numbers: Iterable<number>): Map<number, CleanImage> {
  const data = join(folder, dataNode);
  const { index, labels, shape, image } = openImages(data, 'test');
  const rows = new Map([...index].map((number, row) => [number, row]));
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return new Map(
    sorted.map((number) => {
      const row = rows.get(number);
      if (row !== undefined) return [number, { label: at(labels, row), raster: storedImage(image(row), shape) }];
      throw new Fault({
        what: `the test split has no image ${number}, which an attack kept`,
        where: data,
        remedy: 'run the attacks again on these data',
      });
    }),
  );
}
