import yargs, { type Argv, type Options } from 'yargs';
import { reportingFaults } from '@bcos-bench/vocabulary/fault';
import { parseWords } from '@bcos-bench/vocabulary/parsedWords';
import type { CommonFlags } from '@bcos-bench/vocabulary';
import type { ParsedFlags } from './stageCommand.js';

/** Flags that every stage has and that no line depends on. */
const passedOver = {
  seed: { type: 'number', default: 0 },
  out: { type: 'string', default: '' },
  quiet: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
} as const satisfies Record<keyof CommonFlags, Options>;

/** A command beside a stage's own, that says one thing of what the stage would do with the same flags, and writes no file. */
export interface LineCommand<Flags> {
  /** As it is called, such as `bcos-data identity`. */
  readonly name: string;
  readonly describe: string;
  /** The words of a call that works: `--help` shows it. */
  readonly example: string;
  /** The stage's own flags; those that every stage has are known besides. */
  readonly flags: (parser: Argv<CommonFlags>) => Argv<Flags>;
  readonly line: (flags: ParsedFlags<Flags>) => Promise<string>;
}

/**
 * Prints the one line of a command. It takes all flags of the stage, so that a pipeline can pass on what it has. `identity` runs
 * before every task of a pipeline, so little is imported for it.
 */
export async function runLineCommand<Flags extends object>(
  { name, describe, example, flags, line }: LineCommand<Flags>,
  argv: readonly string[],
): Promise<void> {
  await reportingFaults(name, async () => {
    const base = yargs().scriptName(name).usage(`$0\n\n${describe}`).example(`$0 ${example}`, '');
    const parser = flags(base.options(passedOver));
    const parsed = await parseWords(parser, argv, name);
    process.stdout.write(`${parsed.answered ?? (await line(parsed.flags))}\n`);
  });
}
