import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { runStage, type Stage } from '../command/stageCommand.js';
import type { CommonFlags } from '@bcos-bench/vocabulary';
import { keptOutput, type KeptOutput } from './keptOutput.fixture.js';

/** A folder of a spec's own, in which it runs commands, and what they say. */
export interface CommandInScratch extends KeptOutput {
  /** The path of `name` in the folder. */
  readonly folder: (name: string) => string;
  /** Runs a stage's command; its exit code is in `process.exitCode`. */
  readonly run: <Flags extends CommonFlags>(stage: Stage<Flags>, flags: FlagValues) => Promise<void>;
}

/** Flags by their names without dashes; `true` is a flag without a value. */
export type FlagValues = Readonly<Record<string, string | number | true>>;

/** Sets the folder up for the specs of a file, and clears it away. */
export function commandInScratch(prefix: string): CommandInScratch {
  const root = mkdtempSync(join(tmpdir(), `${prefix}-`));
  const output = keptOutput();
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return {
    folder: (name) => join(root, name),
    run: (stage, flags) => runStage(stage, Object.entries(flags).map(wordOf)),
    ...output,
  };
}

function wordOf([name, value]: readonly [string, string | number | true]): string {
  return value === true ? `--${name}` : `--${name}=${value}`;
}
