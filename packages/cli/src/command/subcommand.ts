import { reportingFaults, UsageFault } from '@bcos-bench/vocabulary/fault';
import { nearestName } from '@bcos-bench/vocabulary/nearestName';
import { joinStarter } from '../signals/joinStarter.js';
import { supervise } from '../signals/supervise.js';

/** Does one thing besides the stage of a command. It imports what it needs when it is called, so that others need not wait for it. */
export type Subcommand = (argv: readonly string[]) => Promise<void>;

/** A command: a stage, and what else can be done by its first word. */
export interface CommandLine {
  /** As it is called, such as `bcos-train`. */
  readonly name: string;
  readonly stage: Subcommand;
  /** What answers in a moment: run as it is. */
  readonly subcommands?: Readonly<Record<string, Subcommand>>;
  /** What computes for as long as the stage does: supervised as the stage is. */
  readonly longSubcommands?: Readonly<Record<string, Subcommand>>;
}

/**
 * Runs a command: the subcommand that the first word names, with the words after it, or else the stage. A stage runs in a process
 * of its own, because one that computes hears no signal: this one hears them.
 * @param argv the words after the program's name
 */
export async function runCommandLine(
  { name, stage, subcommands = {}, longSubcommands = {} }: CommandLine,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  const [first, ...rest] = argv;
  const named = (commands: Readonly<Record<string, Subcommand>>): Subcommand | undefined =>
    first !== undefined && Object.hasOwn(commands, first) ? commands[first] : undefined;
  const short = named(subcommands);
  if (short !== undefined) {
    await short(rest);
    return;
  }
  const long = named(longSubcommands);
  const misspelt = long === undefined ? misspeltSubcommand(first, [subcommands, longSubcommands]) : null;
  if (misspelt !== null) {
    await reportingFaults(name, () => Promise.reject(misspelt));
    return;
  }
  // What the system refuses while a stage is read, such as another open file, is a fault too.
  if (joinStarter(name)) await reportingFaults(name, () => (long === undefined ? stage(argv) : long(rest)));
  else await superviseAgain(name);
}

/** What is wrong with a first word that no flag begins with and that is near a subcommand; a stage takes no such word. */
function misspeltSubcommand(
  first: string | undefined,
  commands: readonly Readonly<Record<string, Subcommand>>[],
): UsageFault | null {
  if (first === undefined || first.startsWith('-')) return null;
  const nearest = nearestName(first, commands.flatMap(Object.keys));
  return nearest === null
    ? null
    : new UsageFault({ what: `there is no '${first}'`, remedy: `did you mean ${nearest}?` });
}

/** Runs the very command of this process again, supervised. */
async function superviseAgain(name: string): Promise<void> {
  const words = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  process.exitCode = await supervise({ words, environment: process.env, name }, (line) =>
    process.stderr.write(`${line}\n`),
  );
}
