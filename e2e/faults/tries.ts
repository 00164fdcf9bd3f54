import { randomStream } from '@bcos-bench/random';

/** How many times each thing is tried: `TRIES`; unset, a small sample of all is tried. */
export const TRIES = process.env['TRIES'] === undefined ? null : Number(process.env['TRIES']);

/** Of named things, those that are tried: all, or, in a sample, those that `sampled` names. */
export function triedOf<T>(
  all: readonly (readonly [string, T])[],
  sampled: readonly string[],
): (readonly [string, T])[] {
  return all.filter(([name]) => TRIES !== null || sampled.includes(name));
}

/** Numbers, uniform in [0, 1), of a try: the same for the same `SEED`, so that a failure can be tried again. */
export function chance(...key: readonly (string | number)[]): () => number {
  const seed = Number(process.env['SEED'] ?? 0);
  const stream = randomStream(seed, numberOf(key.join(' ')));
  return () => stream.uniform();
}

/** A number of 32 bits for a text. */
function numberOf(text: string): number {
  return Buffer.from(text).reduce((sum, byte) => (Math.imul(sum, 31) + byte) >>> 0, 7);
}

/** What came of a try. */
interface Try {
  readonly kind: string;
  /** What is not as it should be. */
  readonly faults: readonly string[];
  /** What the table says besides, by column: of numbers the largest, of texts all. */
  readonly seen?: Readonly<Record<string, string | number>>;
}

/** What was tried. */
export interface Ledger {
  readonly note: (tried: Try) => void;
  /** Prints a row for each kind, and a line for each failure. @returns the lines of the failures */
  readonly show: () => readonly string[];
}

/** Opens a table of tries; what fails is said at once. @param title of what all of them are */
export function openLedger(title: string): Ledger {
  const tries: Try[] = [];
  return {
    note: (tried) => {
      tries.push(tried);
      for (const fault of tried.faults) process.stderr.write(`${title}, ${tried.kind}: ${fault}\n`);
    },
    show: () => {
      const failures = tries.flatMap(({ kind, faults }) => faults.map((fault) => `${kind}: ${fault}`));
      process.stdout.write(`\n${[...tableOf(title, tries), ...failures].join('\n')}\n`);
      return failures;
    },
  };
}

function tableOf(title: string, tries: readonly Try[]): string[] {
  const kinds = [...new Set(tries.map(({ kind }) => kind))];
  const columns = [...new Set(tries.flatMap(({ seen = {} }) => Object.keys(seen)))];
  const rows = kinds.map((kind) => {
    const those = tries.filter((tried) => tried.kind === kind);
    const failed = those.filter(({ faults }) => faults.length > 0).length;
    return [kind, those.length, failed, ...columns.map((column) => seenIn(those, column))];
  });
  const failed = tries.filter(({ faults }) => faults.length > 0).length;
  const all = ['all', tries.length, failed, ...columns.map(() => '')];
  const head = [title, 'tries', 'failures', ...columns];
  return [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows, all].map(
    (cells) => `| ${cells.join(' | ')} |`,
  );
}

function seenIn(tries: readonly Try[], column: string): string {
  const values = tries.flatMap(({ seen = {} }) => (column in seen ? [seen[column]] : []));
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length > 0) return Math.max(...numbers).toFixed(1);
  return [...new Set(values)].join('; ');
}
