import type { JobCommand, JobNews, JobRequest } from './jobRequest.js';
import { startJobProcess, type JobProcess } from './jobProcess.js';

/** Processes that compute the jobs of one run of Nx: as many as there are tasks at a time. */
export interface JobPool {
  /**
   * Computes a job in a process of its command: in one that has read its network, if such a one is idle, else in any idle one,
   * else in a new one.
   * @param gone ends the work: whoever asked for it is gone
   */
  readonly compute: (request: JobRequest, hear: (news: JobNews) => void, gone: AbortSignal) => Promise<void>;
  /** Lets idle processes end. */
  readonly close: () => void;
}

interface IdleProcess {
  readonly process: JobProcess;
  readonly kind: string;
  readonly network: string;
  readonly waiting: NodeJS.Timeout;
}

/** Longer than Nx takes between two tasks; a process holds memory, and on a cluster its share of a machine. */
const PATIENCE = 10_000;

/** Opens a pool in which an idle process waits for at most `patience` milliseconds for its next job. */
export function openJobPool(patience = PATIENCE, start = startJobProcess): JobPool {
  let idle: readonly IdleProcess[] = [];
  const forget = (process: JobProcess): void => {
    for (const entry of idle) if (entry.process === process) clearTimeout(entry.waiting);
    idle = idle.filter((entry) => entry.process !== process);
  };
  const release = (process: JobProcess): void => {
    forget(process);
    process.release();
  };
  const begin = (command: JobCommand): JobProcess => {
    const process = start(command);
    void process.ended.then(() => forget(process));
    return process;
  };
  const take = ({ command, network }: JobRequest): JobProcess => {
    const kind = kindOf(command);
    const ofKind = idle.filter((entry) => entry.kind === kind);
    const found = ofKind.findLast((entry) => entry.network === network) ?? ofKind[0];
    if (found !== undefined) {
      forget(found.process);
      return found.process;
    }
    // As many processes as tasks at a time: one that idles makes room.
    if (idle[0] !== undefined) release(idle[0].process);
    return begin(command);
  };
  const putBack = (process: JobProcess, { command, network }: JobRequest): void => {
    const waiting = setTimeout(() => release(process), patience).unref();
    idle = [...idle, { process, kind: kindOf(command), network, waiting }];
  };
  return {
    compute: async (request, hear, gone) => {
      if (gone.aborted) return;
      const process = take(request);
      gone.addEventListener('abort', process.stop);
      const ready = await process.compute(request.job, hear);
      gone.removeEventListener('abort', process.stop);
      if (ready) putBack(process, request);
    },
    close: () => {
      for (const { process } of idle) release(process);
    },
  };
}

/** Processes of one kind do the same with the same job. */
function kindOf({ words, environment, folder }: JobCommand): string {
  return JSON.stringify([words, folder, Object.entries(environment).sort()]);
}
