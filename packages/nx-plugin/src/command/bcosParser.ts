import yargs, { type Argv } from 'yargs';
import { UsageFault } from '@bcos-bench/vocabulary/fault';
import { nameRemedy } from '@bcos-bench/vocabulary/nearestName';
import { ownCommands } from './ownCommands.js';
import { stageCommands } from './stageCommands.js';

/** The command that prints what a shell has to read to complete the others. */
export const COMPLETION = 'completion';
/** The word with which a shell asks for completions, before those that are written. */
export const COMPLETE = '--get-yargs-completions';

/** The parser of `bcos`, with its own commands and those of stages. */
export function bcosParser(): Argv {
  const base = yargs()
    .scriptName('bcos')
    .usage('$0 COMMAND\n\nHow robust is a network, and what do attacks do to its explanations?')
    .example('$0 run smoke', 'five small networks, 54 attacks, the page')
    .completion(COMPLETION, `Prints what a shell reads to complete commands and flags: eval "$(bcos ${COMPLETION})"`);
  const own = Object.values(ownCommands).reduce((parser, add) => add(parser), base);
  return [...stageCommands].reduce((all, [name, describe]) => all.command(name, describe), own);
}

/** @throws UsageFault where a first word that is no flag is no command */
export function requireCommand(first: string | undefined): void {
  const names = [...Object.keys(ownCommands), ...stageCommands.keys(), COMPLETION];
  if (first === undefined || first.startsWith('-') || names.includes(first)) return;
  throw new UsageFault({ what: `there is no command '${first}'`, remedy: nameRemedy(first, names) });
}
