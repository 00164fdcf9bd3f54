import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { SplitName } from '@bcos-bench/formats';
import { Fault, reasonOf, UsageFault } from '@bcos-bench/vocabulary/fault';
import { requireFileOrFolder } from '@bcos-bench/formats/regularFile';
import type { NamedFile } from '../filesHash.js';

/** The files of each split by their names within the source, in the order of their images, and what is to be noted of the choice. */
export interface ParquetFiles {
  readonly source: string;
  readonly splits: Readonly<Record<SplitName, readonly NamedFile[]>>;
  readonly notes: readonly string[];
}

/** What a user can do. */
export const PARQUET_REMEDY =
  "give a folder of files such as train-00000-of-00001.parquet and test-00000-of-00001.parquet, as 'datasets' of Hugging Face has them";

type Role = 'train' | 'test' | 'validation' | 'none';

/** The words of a name that give a file to a split, in small letters. */
const WORDS: Readonly<Record<Exclude<Role, 'none'>, readonly string[]>> = {
  train: ['train', 'training'],
  test: ['test', 'testing', 'eval', 'evaluation'],
  validation: ['validation', 'valid', 'val', 'dev'],
};

/**
 * The Parquet files of a folder and of the folders below it, or one file. A word of a file's name, or else of its folder's, says which split it
 * is of. Validation images are for testing where there are no test images, and so is a file that names no split.
 * @throws UsageFault without a source; Fault where there is no file, or where files of one split lie in two folders
 */
export function parquetFiles(source: string | undefined): ParquetFiles {
  if (source === undefined) throw new UsageFault({ what: 'is missing', where: '--source', remedy: PARQUET_REMEDY });
  if (!requireFileOrFolder(source, PARQUET_REMEDY).isDirectory()) {
    return { source, splits: { train: [], test: [['file', source]] }, notes: [] };
  }
  const names = namesBelow(source);
  const of = (role: Role): string[] => names.filter((name) => roleOf(name) === role);
  const [role] = (['test', 'validation', 'none'] as const).filter((each) => of(each).length > 0);
  if (role === undefined) {
    const what = names.length === 0 ? 'has no .parquet file' : 'has no .parquet file of test images';
    throw new Fault({ what, where: source, remedy: PARQUET_REMEDY });
  }
  const named = (of: readonly string[]): NamedFile[] =>
    inOneFolder(of, source).map((name) => [name, join(source, name)] as const);
  const notes = role === 'validation' ? ['the test images are those for validation: no file has test images'] : [];
  return { source, splits: { train: named(of('train')), test: named(of(role)) }, notes };
}

function namesBelow(source: string): string[] {
  try {
    return readdirSync(source, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll(sep, '/'))
      .filter((name) => name.endsWith('.parquet') && !name.split('/').some((part) => part.startsWith('.')))
      .sort();
  } catch (error) {
    const what = `cannot be listed (${reasonOf(error)})`;
    throw new Fault({ what, where: source, remedy: PARQUET_REMEDY }, { cause: error });
  }
}

/** The split of a file, by the words of its own name and then of its folders', the nearest first. */
function roleOf(name: string): Role {
  for (const part of name.split('/').reverse()) {
    const words = part.toLowerCase().split(/[^a-z]+/);
    for (const role of ['train', 'test', 'validation'] as const) {
      if (words.some((word) => WORDS[role].includes(word))) return role;
    }
  }
  return 'none';
}

/** Files of one split are of one configuration of the data set. @throws Fault where they lie in two folders */
function inOneFolder(names: readonly string[], source: string): readonly string[] {
  const folders = [...new Set(names.map((name) => name.slice(0, name.lastIndexOf('/') + 1)))];
  if (folders.length < 2) return names;
  const what = `has files of one split in several folders: ${folders.map((name) => (name === '' ? './' : name)).join(', ')}`;
  throw new Fault({ what, where: source, remedy: 'give one of them as --source' });
}
