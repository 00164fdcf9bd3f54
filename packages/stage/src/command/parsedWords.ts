import { Parser } from 'yargs/helpers';
import type { ArgumentsCamelCase, Argv } from 'yargs';
import { Fault, UsageFault, reasonOf } from '../fault.js';
import { writtenNumber } from '../writtenNumber.js';

/** What a command line came to: flags, or the text of `--help` or `--version`, which yargs answers by itself. */
export type ParsedWords<Flags> =
  { readonly flags: Flags; readonly answered: null } | { readonly flags: null; readonly answered: string };

/**
 * Parses the words of a command line. Every number is read by `writtenNumber`, and no flag is given twice.
 * @param command the command as it is called, such as `bcos-data`
 * @throws UsageFault for whatever yargs does not accept, and Faults of the parser's own flags
 */
export async function parseWords<Flags extends object>(
  parser: Argv<Flags>,
  argv: readonly string[],
  command: string,
): Promise<ParsedWords<ArgumentsCamelCase<Flags>>> {
  const remedy = `see ${command} --help`;
  let answered = '';
  const strict = parser
    .strict()
    .exitProcess(false)
    .wrap(120)
    .fail((message: string | null, error: Error | null) => {
      if (error instanceof Fault) throw error;
      throw new UsageFault({ what: reasonOf(message ?? error), remedy });
    });
  const flags = await strict.parseAsync([...argv], {}, (_error, _argv, output) => {
    answered = output;
  });
  if (answered !== '') return { flags: null, answered };
  return { flags: withWrittenNumbers(rejectRepeats(flags, remedy), argv), answered: null };
}

/** yargs makes an array of a flag that is given twice: which one is meant cannot be known. */
function rejectRepeats<T extends object>(flags: T, remedy: string): T {
  const repeated = Object.entries(flags).find(([name, value]) => name !== '_' && Array.isArray(value));
  if (repeated === undefined) return flags;
  throw new UsageFault({ what: 'is given more than once', where: `--${repeated[0]}`, remedy });
}

/** yargs reads numbers as `Number` does: `0x10` and `Infinity` would be some, and 8/255 none. */
function withWrittenNumbers<T extends object>(flags: T, argv: readonly string[]): T {
  const configuration = { 'parse-numbers': false, 'parse-positional-numbers': false };
  const words: Readonly<Record<string, unknown>> = Parser([...argv], { configuration });
  const written = Object.entries(flags).flatMap(([name, value]: [string, unknown]) => {
    const word = words[name];
    return typeof value === 'number' && typeof word === 'string' ? [[name, requireNumber(name, word)]] : [];
  });
  return { ...flags, ...Object.fromEntries(written) };
}

function requireNumber(name: string, word: string): number {
  const value = writtenNumber(word);
  if (!Number.isNaN(value)) return value;
  const remedy = 'write a number such as 20, 0.5, 1e-3 or 8/255';
  throw new UsageFault({ what: `'${word}' is no number`, where: `--${name}`, remedy });
}
