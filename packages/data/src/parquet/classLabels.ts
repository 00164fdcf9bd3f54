import { z } from 'zod';
import type { GivenParquet, SplitName } from '@bcos-bench/formats';
import { lookUp } from '@bcos-bench/vocabulary';
import { Fault } from '@bcos-bench/vocabulary/fault';
import type { Reporters } from '../datasetKind.js';
import type { DatasetFeatures } from './datasetFeatures.js';
import { PARQUET_REMEDY } from './parquetFiles.js';

/** Classes by name, and the label of each image of the splits. */
export interface ClassLabels extends Readonly<Record<SplitName, readonly number[]>> {
  readonly classes: readonly string[];
}

/** A label as a file has it: the number of a class, or its name. */
type Said = number | string;

const saidSchema = z.union([z.string().min(1), z.int().min(0), z.bigint().min(0n).max(1_000_000n).transform(Number)]);

/**
 * The labels of all images. Numbers are places in the list of names that the file has; without one, the classes are called by their numbers, which is noted.
 * Names are in their order.
 * @throws Fault where a row has no label, or one without a class
 */
export async function classLabels(
  files: Readonly<Record<SplitName, readonly GivenParquet[]>>,
  { label, names }: Pick<DatasetFeatures, 'label' | 'names'>,
  note: Reporters['note'],
): Promise<ClassLabels> {
  const known = names === null ? null : names.length;
  const [train, test] = [await saidLabels(files.train, label, known), await saidLabels(files.test, label, known)];
  const all = [...train, ...test];
  const texts = [...new Set(all.filter((said) => typeof said === 'string'))].sort();
  if (texts.length > 0) {
    const places = new Map<Said, number>(texts.map((name, place) => [name, place]));
    const ofTexts = (said: readonly Said[]): number[] => said.map((name) => lookUp(places, name));
    return { classes: texts, train: ofTexts(train), test: ofTexts(test) };
  }
  const [ofTrain, ofTest] = [train.map(Number), test.map(Number)];
  if (names !== null) return { classes: names, train: ofTrain, test: ofTest };
  const largest = [...ofTrain, ...ofTest].reduce((most, each) => Math.max(most, each), 1);
  note(`the classes have no names: they are called 0 to ${largest}, as the labels are`);
  const classes = Array.from({ length: largest + 1 }, (_, place) => String(place));
  return { classes, train: ofTrain, test: ofTest };
}

async function saidLabels(files: readonly GivenParquet[], column: string, classes: number | null): Promise<Said[]> {
  const labels: Said[] = [];
  for (const { path, rows } of files) {
    let row = 0;
    for await (const { [column]: value } of rows([column])) {
      const said = saidSchema.safeParse(value);
      const isClass = said.success && (typeof said.data === 'string' || classes === null || said.data < classes);
      if (!isClass || (labels.length > 0 && typeof labels[0] !== typeof said.data)) {
        const found = typeof value === 'bigint' || typeof value === 'number' ? ` ${value}` : '';
        const what = `has the label${found} in column '${column}', which is of no class`;
        throw new Fault({ what, where: `${path}, row ${row}`, remedy: PARQUET_REMEDY });
      }
      labels.push(said.data);
      row += 1;
    }
  }
  return labels;
}
