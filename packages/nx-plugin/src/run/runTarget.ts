import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Fault, Interruption } from '@bcos-bench/vocabulary';
import { exitCode, STOP_SIGNALS, type StopSignal } from '@bcos-bench/cli/signals';
import { prepareAddon } from '@bcos-bench/engine/prepareAddon';
import { nxProgram } from '../code/program.js';
import { nxComplaint } from './nxComplaint.js';
import { SAYS_SIGNALS } from './saySignalsOfNx.js';
import { showRun } from './showRun.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** How a run of Nx went: its exit code, and the lines that it said if they were not shown. */
export interface TargetRun {
  readonly code: number;
  readonly said: readonly string[];
}

/** The target of which no task computes. */
const WITHOUT_ENGINE = 'data';

/** What is run. */
export interface TargetOrder {
  /** The workspace. */
  readonly root: string;
  /** Such as `report`. */
  readonly target: string;
  /** Further words for Nx. */
  readonly words?: readonly string[];
  /** Whether the terminal shows what Nx says, and how far the run is. */
  readonly isShown: boolean;
}

/**
 * Runs a target of the pipelines that are on through Nx. Signals are passed on, and Nx ends its tasks. Of tasks that are done, only
 * their number is shown; Nx shows all lines of one that fails, and ends with what the plugin says of the run.
 * @throws Interruption where a signal has ended it, Fault where the engine cannot be built
 */
export async function runTarget(order: TargetOrder, environment: Environment): Promise<TargetRun> {
  const { root, target, words = [], isShown } = order;
  // Nx would show the lines of the one who builds it when all is built.
  if (target !== WITHOUT_ENGINE) await prepareAddon();
  const run = ['run-many', `--target=${target}`, '--outputStyle=static-failures-only', ...words];
  const child = spawn(process.execPath, [nxProgram(root), ...run], {
    cwd: root,
    env: { ...(isShown ? inColour() : {}), ...environment, [SAYS_SIGNALS]: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const shown = isShown ? showRun(root, environment['PIPELINE']) : null;
  for (const stream of ['stdout', 'stderr'] as const) {
    const hear = shown === null ? (line: string) => said.push(line) : shown.hear(process[stream]);
    createInterface(child[stream]).on('line', hear);
  }
  const code = await endOf(child).finally(() => shown?.close());
  return { code, said };
}

/** What Nx colours where it writes to a terminal it colours for us, who write to one. */
function inColour(): Environment {
  return process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
}

/** The exit code of a run of Nx, which gets the signals that this process gets. @throws Interruption where there was one */
async function endOf(child: ChildProcess): Promise<number> {
  const heard: StopSignal[] = [];
  const passOn = (signal: StopSignal): void => {
    heard.push(signal);
    // A terminal sends SIGINT to Nx too, which takes the two for one and lets its tasks end.
    child.kill(signal);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, passOn);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  for (const each of STOP_SIGNALS) process.off(each, passOn);
  const [stopped] = heard;
  if (stopped === undefined) return exitCode([code, signal]);
  throw new Interruption(
    { what: `stopped by ${stopped}`, remedy: 'the same command continues' },
    exitCode([null, stopped]),
  );
}

/** The lines of tasks that failed: what a stage complains of begins with its name, and what ran it may complain instead. */
function complaints(said: readonly string[]): string[] {
  return said.flatMap((line) => {
    const complaint = /(?:^|\s)((?:bcos-[a-z]+(?: [a-z]+)?|run-node): .*)$/.exec(line)?.[1];
    return complaint === undefined ? [] : [complaint];
  });
}

/**
 * @param where the flag or the file that is at fault if a task complains
 * @throws Fault with what the tasks complained of, or else Nx, where a run has failed
 */
export function requireDone({ code, said }: TargetRun, where: string): void {
  if (code === 0) return;
  const [complaint] = complaints(said);
  if (complaint !== undefined) throw new Fault({ what: complaint, where });
  throw new Fault({ what: `nx failed: ${nxComplaint(said)}` });
}
