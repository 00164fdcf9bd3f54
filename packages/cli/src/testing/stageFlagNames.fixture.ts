import yargs from 'yargs';
import { commonFlags, flagNames, type CommonFlags } from '@bcos-bench/vocabulary';
import type { Stage } from '../command/stageCommand.js';

/** The names of the flags that a stage's command has, sorted. */
export function stageFlagNames<Flags extends CommonFlags>({ flags }: Pick<Stage<Flags>, 'flags'>): readonly string[] {
  return flagNames(flags(yargs([]).options(commonFlags)));
}
