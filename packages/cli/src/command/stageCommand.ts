import yargs, { type ArgumentsCamelCase, type Argv } from 'yargs';
import { hideBin } from 'yargs/helpers';
import { commonFlags, UsageFault, exitCodeOf, parseWords, type CommonFlags } from '@bcos-bench/vocabulary';
import { noteLine, writeNotes } from '@bcos-bench/formats';
import { writeOutputFolder } from '../output/outputFolder.js';
import { unlistedInputs } from '../output/unlistedInputs.js';
import { progressKeeper } from './workInProgress.js';
import type { StageInputs } from '../output/keptPlace.js';
import { progressReporter, type ReportProgress } from './progress.js';
import { stopWhereWanted } from './stopWhereWanted.js';

/** Flags as yargs returns them: by their own names and in camel case. */
export type ParsedFlags<Flags> = ArgumentsCamelCase<Flags>;

/** What a running stage is given besides its flags. */
export interface StageContext {
  /** The temporary folder to write to: it takes the place of `--out` when the stage is done. */
  readonly folder: string;
  /** When the stage began, of `performance.now()`. */
  readonly started: number;
  /**
   * Is told how far the stage is.
   * @throws Interruption where the process is to end, unless the stage stops by itself
   */
  readonly progress: ReportProgress;
  /** Prints a line of the outcome, unless `--quiet`. */
  readonly say: (line: string) => void;
  /**
   * Keeps a line that a reader of the result must know (what was guessed, left out or passed over). The same input gives the same line: no path from outside, no time. It stands in the folder's
   * `notes.json`, from where it reaches the page, and is printed as `say` does.
   */
  readonly note: (line: string) => void;
}

/** A stage as its command sees it: name, flags, and what it does. `Flags` holds its own flags and the common ones. */
export interface Stage<Flags extends CommonFlags> {
  /** The command, such as `bcos-data`. */
  readonly name: string;
  readonly describe: string;
  /** The words of a call that works, such as `--dataset shapes --out out/try/data`: `--help` shows it. */
  readonly example: string;
  /** Adds the stage's own flags to a parser that has the common ones. */
  readonly flags: (parser: Argv<CommonFlags>) => Argv<Flags>;
  /** The paths that it reads, by the flags that name them: `--out` never replaces them. */
  readonly inputs: (flags: ParsedFlags<Flags>) => StageInputs;
  readonly run: (flags: ParsedFlags<Flags>, context: StageContext) => Promise<void>;
  /** Whether it asks `stopWanted` itself, at moments at which it can save its state; others end where they report progress. */
  readonly stopsByItself?: true;
  /** How what it wrote becomes `--out`; `writeOutputFolder` unless given. */
  readonly output?: typeof writeOutputFolder;
}

/** Who hears the lines of a stage. */
export interface StageListener {
  /** Hears a line of the outcome. */
  readonly say: (line: string) => void;
  /** Hears the line of a Fault. */
  readonly complain: (line: string) => void;
}

/**
 * Runs a stage's command: parses the flags, gives the stage a temporary folder that becomes `--out` when it is done, and
 * sets the exit code: 0 done, 1 a Fault (one line on stderr), 2 wrong usage. Anything else thrown keeps its stack.
 */
export async function runStage<Flags extends CommonFlags>(
  stage: Stage<Flags>,
  argv: readonly string[] = hideBin(process.argv),
): Promise<void> {
  process.stdout.off('error', passOverClosedPipe).on('error', passOverClosedPipe);
  const exitCode = await stageExitCode(stage, argv, {
    say: (line) => process.stdout.write(`${line}\n`),
    complain: (line) => process.stderr.write(`${line}\n`),
  });
  if (exitCode !== 0) process.exitCode = exitCode;
}

/** The same, but for who hears its lines, and the exit code is returned. */
export function stageExitCode<Flags extends CommonFlags>(
  stage: Stage<Flags>,
  argv: readonly string[],
  { say, complain }: StageListener,
): Promise<number> {
  const action = async (): Promise<void> => {
    const flags = await parseFlags(stage, argv, say);
    if (flags !== null) await runWith(stage, flags, { say, complain });
  };
  return exitCodeOf(stage.name, action, complain);
}

async function runWith<Flags extends CommonFlags>(
  stage: Stage<Flags>,
  flags: ParsedFlags<Flags>,
  { say, complain }: StageListener,
): Promise<void> {
  const { out, quiet, seed, force }: CommonFlags = flags;
  requireSeed(seed);
  const notes: string[] = [];
  const { report: show, close } = progressReporter(quiet);
  const kept = progressKeeper(out);
  const report: ReportProgress = (progress) => {
    show(progress);
    kept.report(progress);
  };
  const context = {
    started: performance.now(),
    progress: stage.stopsByItself === true ? report : stopWhereWanted(stage.name, report),
    say: quiet ? () => undefined : say,
    note: (text: string) => {
      notes.push(noteLine(text));
      if (!quiet) say(`note: ${noteLine(text)}`);
    },
  };
  const output = stage.output ?? writeOutputFolder;
  const write = async (folder: string): Promise<void> => {
    try {
      await stage.run(flags, { ...context, folder });
    } finally {
      kept.clear();
    }
    writeNotes(folder, notes);
  };
  const warn = (line: string): void => complain(`${stage.name}: ${line}`);
  const inputs = stage.inputs(flags);
  // Said, and not kept in the result: Nx does not hash whether an input has a manifest.
  unlistedInputs(inputs).forEach((line) => context.say(`note: ${line}`));
  try {
    await output(out, { stage: stage.name, inputs, force, warn }, write);
  } finally {
    close();
  }
}

/** Random streams take their keys from whole numbers of 32 bits. */
function requireSeed(seed: number): void {
  if (!(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)) {
    const remedy = 'write a whole number from 0 to 4294967295';
    throw new UsageFault({ what: `${seed} is not a seed`, where: '--seed', remedy });
  }
}

/** A reader that has gone (`| head`) ends no work: what follows is not printed. */
function passOverClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** The flags, or null where yargs has answered by itself (`--help`, `--version`). */
async function parseFlags<Flags extends CommonFlags>(
  stage: Stage<Flags>,
  argv: readonly string[],
  say: StageListener['say'],
): Promise<ParsedFlags<Flags> | null> {
  const base = yargs()
    .scriptName(stage.name)
    .usage(`$0\n\n${stage.describe}`)
    .example(`$0 ${stage.example}`, '')
    .options(commonFlags);
  const { flags, answered } = await parseWords(stage.flags(base), argv, stage.name);
  if (answered !== null) say(answered);
  return flags;
}
