import yargs, { type Argv, type Options } from 'yargs';
import { reportingFaults, UsageFault } from '../fault.js';
import type { CommonFlags, ParsedFlags } from './stageCommand.js';

/** Flags that every stage has and that no line depends on. */
const passedOver = {
  seed: { type: 'number', default: 0 },
  out: { type: 'string', default: '' },
  quiet: { type: 'boolean', default: false },
} as const satisfies Record<keyof CommonFlags, Options>;

/** A command beside a stage's own, that says one thing of what the stage would do with the same flags, and writes no file. */
export interface LineCommand<Flags> {
  /** As it is called, such as `bcos-data identity`. */
  readonly name: string;
  readonly describe: string;
  /** The stage's own flags; those that every stage has are known besides. */
  readonly flags: (parser: Argv<CommonFlags>) => Argv<Flags>;
  readonly line: (flags: ParsedFlags<Flags>) => Promise<string>;
}

/**
 * Prints the one line of a command. It takes all flags of the stage, so that a pipeline can pass on what it has. `identity` runs
 * before every task of a pipeline, so little is imported for it.
 */
export async function runLineCommand<Flags>(
  { name, describe, flags, line }: LineCommand<Flags>,
  argv: readonly string[],
): Promise<void> {
  await reportingFaults(name, async () => {
    let answered = '';
    const parser = flags(yargs().scriptName(name).usage(`$0\n\n${describe}`).options(passedOver))
      .strict()
      .exitProcess(false)
      .wrap(120)
      .fail((message: string | null, error: Error | null) => {
        throw error ?? new UsageFault({ what: message ?? 'wrong usage', remedy: `see ${name} --help` });
      });
    const parsed = await parser.parseAsync([...argv], {}, (_error, _argv, output) => {
      answered = output;
    });
    process.stdout.write(`${answered === '' ? await line(parsed) : answered}\n`);
  });
}
