import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Fault, Interruption } from '@bcos-bench/vocabulary';
import { exitCode, STOP_SIGNALS, type StopSignal } from '@bcos-bench/cli/signals';
import { nxProgram } from '../code/program.js';
import { nxComplaint } from './nxComplaint.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** How a run of Nx went: its exit code, and the lines that it said if they were not shown. */
export interface TargetRun {
  readonly code: number;
  readonly said: readonly string[];
}

/**
 * Runs a target of the pipelines that are on through Nx. Signals are passed on, and Nx ends its tasks.
 * @param root the workspace
 * @param isShown whether the terminal shows what Nx and the tasks say
 * @throws Interruption where a signal has ended it
 */
export async function runTarget(
  root: string,
  target: string,
  environment: Environment,
  isShown: boolean,
): Promise<TargetRun> {
  const nx = nxProgram(root);
  const child = spawn(process.execPath, [nx, 'run-many', `--target=${target}`, '--outputStyle=stream'], {
    cwd: root,
    env: { ...environment },
    stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface(stream).on('line', (line) => said.push(line));
  }
  const heard: StopSignal[] = [];
  const passOn = (signal: StopSignal): void => {
    heard.push(signal);
    // A terminal sends SIGINT to Nx too, which lets its tasks end.
    if (signal !== 'SIGINT') child.kill(signal);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, passOn);
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  for (const each of STOP_SIGNALS) process.off(each, passOn);
  const [stopped] = heard;
  if (stopped !== undefined) {
    throw new Interruption(
      { what: `stopped by ${stopped}`, remedy: 'the same command continues' },
      exitCode([null, stopped]),
    );
  }
  return { code: exitCode([code, signal]), said };
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
