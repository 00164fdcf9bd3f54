import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';
import { runStage, type CommonFlags, type Stage } from '../command/stageCommand.js';

/** A folder of a spec's own, in which it runs commands, and what they say. */
export interface CommandInScratch {
  /** The path of `name` in the folder. */
  readonly folder: (name: string) => string;
  /** Runs a stage's command; its exit code is in `process.exitCode`. */
  readonly run: <Flags extends CommonFlags>(stage: Stage<Flags>, flags: FlagValues) => Promise<void>;
  /** What the commands of this test have written to stdout, and to stderr. */
  readonly said: () => string;
  readonly errors: () => string;
}

/** Flags by their names without dashes; `true` is a flag without a value. */
export type FlagValues = Readonly<Record<string, string | number | true>>;

/** Sets the folder up for the specs of a file, and clears it away. */
export function commandInScratch(prefix: string): CommandInScratch {
  const root = mkdtempSync(join(tmpdir(), `${prefix}-`));
  let [said, errors] = ['', ''];
  beforeEach(() => {
    [said, errors] = ['', ''];
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => (said += String(text)) !== '');
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => (errors += String(text)) !== '');
  });
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = undefined;
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return {
    folder: (name) => join(root, name),
    run: (stage, flags) => runStage(stage, Object.entries(flags).map(wordOf)),
    said: () => said,
    errors: () => errors,
  };
}

function wordOf([name, value]: readonly [string, string | number | true]): string {
  return value === true ? `--${name}` : `--${name}=${value}`;
}
