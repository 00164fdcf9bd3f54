import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { exitCode, STOP_SIGNALS, type StopSignal } from '@bcos-bench/cli/signals';
import { LOOPBACK } from '../run/loopback.js';
import { nodeCommand } from '../run/runNode.js';
import type { JobNews, JobRequest } from './jobRequest.js';
import { linesOf } from './linesOf.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variable that names the `JobServer` of this run of Nx; empty or unset, each job has a process of its own. */
export const JOB_SERVER = 'BCOS_ATTACK_JOBS';

/** The stage of which many jobs are computed in one process, and the flag that names what these share. */
const [STAGE, SHARED_FLAG] = ['attack', '--checkpoint'] as const;

/**
 * Has a task's job computed by a process that computes many, with its lines on this process's streams, and resolves to its exit
 * code: null where it has to be run by itself, because its stage has no such processes, nobody answers, or the process that others
 * had used before was lost. A signal to this process ends the job.
 * @param words `STAGE FLAGS…`
 */
export async function askForJob(words: readonly string[], environment: Environment): Promise<number | null> {
  const [stage, ...job] = words;
  const [port, token] = environment[JOB_SERVER]?.split(':') ?? [];
  if (stage !== STAGE || port === undefined || token === undefined) return null;
  const socket = await connected(Number(port));
  if (socket === null) return null;
  // Only here: zod takes longer to load than all else that a task of another stage needs of this process.
  const { jobNewsSchema } = await import('./jobRequest.js');
  const network = job[job.indexOf(SHARED_FLAG) + 1] ?? '';
  const request: JobRequest = { token, command: commandOfMany(environment), network, job };
  socket.write(`${JSON.stringify(request)}\n`);
  const stop = stopOnSignal(() => socket.destroy());
  try {
    for await (const line of linesOf(socket)) {
      const ending = relay(jobNewsSchema.parse(JSON.parse(line)));
      if (ending === null) continue;
      socket.destroy();
      return 'exit' in ending ? ending.exit : codeOfLoss(ending.lost);
    }
  } finally {
    stop.release();
  }
  const signal = stop.wanted();
  // Without a signal: Nx has gone, and nobody waits for this job.
  return signal === null ? 1 : exitCode([null, signal]);
}

/** Does `stop` at the first signal that asks this process to end. */
function stopOnSignal(stop: () => void): { readonly wanted: () => StopSignal | null; readonly release: () => void } {
  let wanted: StopSignal | null = null;
  const onSignal = (signal: StopSignal): void => {
    wanted ??= signal;
    stop();
  };
  for (const signal of STOP_SIGNALS) process.on(signal, onSignal);
  return {
    wanted: () => wanted,
    release: () => {
      for (const signal of STOP_SIGNALS) process.off(signal, onSignal);
    },
  };
}

function commandOfMany(environment: Environment): JobRequest['command'] {
  const command = nodeCommand([STAGE, 'jobs'], environment);
  const shared = Object.entries(command.environment).flatMap(([name, value]) =>
    value === undefined || ofOneTask(name) ? [] : [[name, value] as const],
  );
  return { words: [...command.words], environment: Object.fromEntries(shared), folder: process.cwd() };
}

/** Variables by which Nx tells a task its name and the like; a process is shared by tasks of the same environment but for them. */
function ofOneTask(name: string): boolean {
  return name.startsWith('NX_') || name === 'LERNA_PACKAGE_NAME' || name === JOB_SERVER;
}

async function connected(port: number): Promise<Socket | null> {
  const socket = connect(port, LOOPBACK);
  try {
    await once(socket, 'connect');
    return socket;
  } catch {
    return null;
  }
}

/** Prints lines; what ends a job is returned. */
function relay(news: JobNews): Extract<JobNews, { exit: number } | { lost: object }> | null {
  if ('stdout' in news) process.stdout.write(`${news.stdout}\n`);
  else if ('stderr' in news) process.stderr.write(`${news.stderr}\n`);
  else return news;
  return null;
}

function codeOfLoss({ code, shared }: { readonly code: number; readonly shared: boolean }): number | null {
  if (!shared) return code;
  process.stderr.write(`run-node: the process of many jobs ended with exit code ${code}; this job is run by itself\n`);
  return null;
}
