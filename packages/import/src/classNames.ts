import { readFileSync } from 'node:fs';
import {
  CIFAR10_CLASSES,
  Fault,
  knownClassLists,
  nearestName,
  parseClassList,
  reasonOf,
  UsageFault,
} from '@bcos-bench/vocabulary';
import { requireRegularFile } from '@bcos-bench/formats';

/** The classes that the flag `--classes` names: their names where it gives them, at least their number. */
export type ClassesFlag = readonly string[];

/** Whether the value of `--classes` is the path of a file: it ends in `.txt` or names a folder, and lists no names. */
export function isClassFile(text: string): boolean {
  return /\.txt$|\//.test(text) && !/[,"]/.test(text);
}

/**
 * Reads `--classes`: the name of a known list such as `cifar100`, names with commas between them (those with commas between quotes), a number of classes that are called
 * 0, 1, 2 and so on, or a file of names, one a line.
 * @throws UsageFault where it is none of these, or names fewer than two, or one of them twice; Fault where a file does
 */
export function parseClasses(text: string): ClassesFlag {
  const known = knownClassLists.get(text);
  if (known !== undefined) return known;
  if (isClassFile(text)) return readClassFile(text);
  const names = /^\d{1,6}$/.test(text) ? numbered(Number(text)) : (parseClassList(text) ?? []);
  if (objectionTo(names) !== null) {
    const lists = [...knownClassLists.keys()];
    const nearest = nearestName(text, lists);
    const remedy =
      nearest !== null
        ? `did you mean ${nearest}?`
        : `write ${lists.join(', ')}, ` +
          'names such as cat,dog, those with commas as \'"tench, Tinca tinca",cat\', FILE.txt with one name per line, ' +
          'or how many there are, at least 2';
    throw new UsageFault({ what: `'${text}' names no classes`, where: '--classes', remedy });
  }
  return names;
}

/** The most bytes of a file of names. */
const MOST_BYTES = 2 ** 20;

function readClassFile(path: string): ClassesFlag {
  const remedy = 'give a file with the name of a class in each line';
  const bad = (what: string, cause?: unknown): Fault => new Fault({ what, where: path, remedy }, { cause });
  const { size } = requireRegularFile(path, remedy);
  if (size > MOST_BYTES) throw bad(`has ${size} bytes, and class names have at most ${MOST_BYTES}`);
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    throw bad(`cannot be read (${reasonOf(error)})`, error);
  }
  const names = content
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.trim());
  const objection = objectionTo(names);
  if (objection !== null) throw bad(objection);
  return names;
}

/** Why names are not those of classes; null where they are. */
function objectionTo(names: readonly string[]): string | null {
  if (names.length < 2) return 'names fewer than two classes';
  const empty = names.indexOf('');
  if (empty >= 0) return `names no class in line ${empty + 1}`;
  const again = names.findIndex((name, i) => names.indexOf(name) < i);
  return again >= 0 ? `names ${names[again]} twice, in line ${again + 1} as well` : null;
}

/** Names for classes of which the file shows only how many there are: those of CIFAR-10 for ten. */
export function usualClasses(count: number): readonly string[] {
  return count === CIFAR10_CLASSES.length ? CIFAR10_CLASSES : numbered(count);
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, k) => String(k));
}
