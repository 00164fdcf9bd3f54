import { Parser } from 'yargs/helpers';
import type { ArgumentsCamelCase, Argv } from 'yargs';
import { camelCase } from './camelCase.js';
import { Fault, UsageFault, reasonOf } from './fault.js';
import { misspeltFlags, refusedChoice } from './misspeltWords.js';
import { writtenNumber } from './writtenNumber.js';

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
  const remedy = helpOf(command);
  const [switches, lists] = [namesOf(parser, 'boolean'), namesOf(parser, 'array')];
  const { flags, answered } = await parseAnswered(strictParser(parser, command, argv), argv);
  if (answered !== '') return { flags: null, answered };
  const words = wordsByFlag(argv);
  rejectRepeats(flags, lists, remedy);
  rejectDenials(words, switches, remedy);
  return { flags: withWrittenNumbers(flags, words), answered: null };
}

/** What fits a terminal beside an editor. */
export const HELP_COLUMNS = 100;

/**
 * The set-up of yargs that all commands share: flags that are not known are refused, with the nearest that there are, and whatever else
 * yargs does not accept is a `UsageFault` that names the help of `command`; it ends no process.
 * @param argv the words that will be parsed: a misspelt flag is named before one that is missing
 */
export function strictParser<Flags>(parser: Argv<Flags>, command: string, argv: readonly string[]): Argv<Flags> {
  return parser
    .strict()
    .parserConfiguration({ 'dot-notation': false })
    .exitProcess(false)
    .wrap(HELP_COLUMNS)
    .fail((message: string | null, error: Error | null) => {
      if (error instanceof Fault) throw error;
      const help = helpOf(command);
      const misspelt = misspeltFlags(Object.keys(wordsByFlag(argv)), namesOf(parser, 'key'), help);
      throw (
        misspelt ?? refusedChoice(message, help) ?? new UsageFault({ what: reasonOf(message ?? error), remedy: help })
      );
    });
}

/** The flags that a parser reads, and the text that yargs answers `--help` or `--version` with; empty where it was not asked. */
export async function parseAnswered<Flags>(
  parser: Argv<Flags>,
  argv: readonly string[],
): Promise<{ readonly flags: ArgumentsCamelCase<Flags>; readonly answered: string }> {
  let answered = '';
  const flags = await parser.parseAsync([...argv], {}, (_error, _argv, output) => {
    answered = output;
  });
  return { flags, answered };
}

function helpOf(command: string): string {
  return `see ${command} --help`;
}

type WordsByFlag = Readonly<Record<string, unknown>>;

/** The words of a command line by flag, as they are written: text, or true or false for a flag alone. */
function wordsByFlag(argv: readonly string[]): WordsByFlag {
  const configuration = { 'parse-numbers': false, 'parse-positional-numbers': false, 'dot-notation': false };
  return Parser([...argv], { configuration });
}

/** yargs makes an array of a flag that is given twice: which one is meant cannot be known, unless the flag is a list. */
function rejectRepeats(flags: object, lists: readonly string[], remedy: string): void {
  const repeated = Object.entries(flags).find(
    ([name, value]) => name !== '_' && Array.isArray(value) && !lists.includes(name),
  );
  if (repeated === undefined) return;
  throw new UsageFault({ what: 'is given more than once', where: `--${repeated[0]}`, remedy });
}

/** yargs takes `--no-out` for an `--out` that is false, and `--no-steps` for 0 steps. */
function rejectDenials(words: WordsByFlag, switches: readonly string[], remedy: string): void {
  const denied = Object.entries(words).find(([name, value]) => value === false && !switches.includes(name));
  if (denied === undefined) return;
  throw new UsageFault({ what: 'takes a value, so it has no form with --no-', where: `--no-${denied[0]}`, remedy });
}

/** The names of a parser's flags as they are written, without those of its help. */
export function flagNames(parser: object): readonly string[] {
  const names = namesOf(parser, 'key').filter((name) => !/[A-Z]/.test(name) && name !== 'help' && name !== 'version');
  return [...new Set(names)].sort();
}

/** The names of a parser's flags of a type, or of all (`key`), in both spellings. The types of yargs do not say that a parser tells them. */
function namesOf(parser: object, type: 'boolean' | 'array' | 'key'): readonly string[] {
  const ask: unknown = Reflect.get(parser, 'getOptions');
  const options: unknown = typeof ask === 'function' ? Reflect.apply(ask, parser, []) : null;
  const names: unknown = typeof options === 'object' && options !== null ? Reflect.get(options, type) : null;
  const listed: unknown = type === 'key' && typeof names === 'object' && names !== null ? Object.keys(names) : names;
  return Array.isArray(listed)
    ? listed.filter((name) => typeof name === 'string').flatMap((name) => [name, camelCase(name)])
    : [];
}

/** yargs reads numbers as `Number` does: `0x10` and `Infinity` would be some, and 8/255 none. */
function withWrittenNumbers<T extends object>(flags: T, words: WordsByFlag): T {
  const written: [string, number][] = Object.entries(flags).flatMap(([name, value]: [string, unknown]) => {
    const word = words[name];
    return typeof value === 'number' && typeof word === 'string' ? [[name, requireNumber(name, word)]] : [];
  });
  const numbers: Readonly<Record<string, number>> = Object.fromEntries(written);
  return { ...flags, ...numbers };
}

function requireNumber(name: string, word: string): number {
  const value = writtenNumber(word);
  if (!Number.isNaN(value)) return value;
  const remedy = 'write a number such as 20, 0.5, 1e-3 or 8/255';
  throw new UsageFault({ what: `'${word}' is not a number`, where: `--${name}`, remedy });
}
