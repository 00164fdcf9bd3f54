import { shellWord } from '@bcos-bench/vocabulary';
import type { FlagValue } from '../schema/flagSpelling.js';

/** Flags by name, as `pipelines/NAME.yaml` has them; those without a value are left out. */
export type Flags = Readonly<Record<string, FlagValue | undefined>>;

/** The flags as words of a command line, sorted by name, so that their order in a file changes nothing. */
export function commandFlags(flags: Flags): string[] {
  return Object.entries(flags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, value]) => flagWords(name, value));
}

function flagWords(name: string, value: FlagValue | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === 'boolean') return [value ? `--${name}` : `--no-${name}`];
  const text = String(value);
  // A word that begins with a dash is taken for a flag of its own.
  return text.startsWith('-') ? [`--${name}=${text}`] : [`--${name}`, text];
}

/**
 * Words as one line for a POSIX shell, in which Nx finds nothing to replace: of `{workspaceRoot}` and its like it sees the brace
 * and the name apart.
 */
export function shellLine(words: readonly string[]): string {
  return words.map((word) => shellWord(word).replaceAll('{', "{''")).join(' ');
}
