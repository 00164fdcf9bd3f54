import type { FlagValue } from './pipelineSchema.js';

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
  return [`--${name}`, String(value)];
}

/** Words as one line for a POSIX shell. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
