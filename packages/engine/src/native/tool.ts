import { spawn, type ChildProcess } from 'node:child_process';
import { exitCode, STOP_SIGNALS, type StopSignal } from '@bcos-bench/cli';
import { at, Fault, Interruption } from '@bcos-bench/vocabulary';
import type { Machine } from './machine.js';
import { fullDisk } from './sharedInstall.js';

/** How a program that was run ended. `code` is null where a signal ended it. */
export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Something that a program is known to say, and the Fault that it stands for. */
export interface KnownFailure {
  readonly sign: RegExp;
  readonly fault: () => Fault;
}

/** How a program is run. */
export interface ToolOptions {
  readonly machine: Machine;
  /** The folder for its temporary files. */
  readonly temporary?: string;
}

/**
 * Runs a program and waits for its end; null where there is no such program. It gets the signals that this process gets.
 * @throws Interruption where there was one
 */
export function runTool(command: readonly string[], { machine, temporary }: ToolOptions): Promise<Outcome | null> {
  const env = { ...machine.env, LC_ALL: 'C', ...(temporary === undefined ? {} : { TMPDIR: temporary }) };
  return new Promise((resolve, reject) => {
    const child = spawn(at(command, 0), command.slice(1), { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    const wanted = passOnSignals(child);
    child.on('error', (error) => ('code' in error && error.code === 'ENOENT' ? resolve(null) : reject(error)));
    child.on('close', (code, signal) => {
      const stopped = wanted();
      if (stopped === null) {
        resolve({ code, signal, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
      } else {
        const parts = { what: `stopped by ${stopped}`, remedy: 'the same command starts again' };
        reject(new Interruption(parts, exitCode([null, stopped])));
      }
    });
  });
}

/** Passes signals on to a child until its end; says then whether there was one. */
function passOnSignals(child: ChildProcess): () => StopSignal | null {
  let wanted: StopSignal | null = null;
  const passOn = (signal: StopSignal): void => {
    wanted = signal;
    child.kill(signal);
  };
  for (const signal of STOP_SIGNALS) process.on(signal, passOn);
  child.once('close', () => {
    for (const signal of STOP_SIGNALS) process.off(signal, passOn);
  });
  return () => wanted;
}

/**
 * The Fault of a program that failed: the first of `known` whose sign it gave, a full disk, or else the line of its output
 * that names an error.
 * @param doing what failed, in a few words
 * @param where the folder or file that it was to write
 */
export function failureOf(outcome: Outcome, doing: string, where: string, known: readonly KnownFailure[]): Fault {
  const said = `${outcome.stdout}\n${outcome.stderr}`;
  if (/No space left on device|Disk quota exceeded|Errno 28\b/.test(said)) return fullDisk(where);
  const match = known.find(({ sign }) => sign.test(said));
  if (match !== undefined) return match.fault();
  const lines = said.split('\n').map((line) => line.trim());
  const ended = outcome.signal ?? `exit code ${outcome.code ?? 'unknown'}`;
  const reason = lines.find((line) => /\berror\b/i.test(line)) ?? lines.findLast((line) => line !== '') ?? ended;
  return new Fault({ what: `${doing} failed (${reason})`, where });
}
