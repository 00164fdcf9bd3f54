import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { jobAnswerSchema, type JobAnswer } from '@bcos-bench/cli/jobMessages';
import { exitCode, STARTER, STARTER_DESCRIPTOR } from '@bcos-bench/cli/signals';
import { at } from '@bcos-bench/vocabulary/at';
import type { JobCommand, JobNews } from './jobRequest.js';

/** A process that computes jobs, one at a time. */
export interface JobProcess {
  /**
   * Computes a job.
   * @param hear is told what it says, and at last its exit code or that the process was lost
   * @returns whether the process is ready for another
   */
  readonly compute: (job: readonly string[], hear: (news: JobNews) => void) => Promise<boolean>;
  /** Ends it in the middle of its work. */
  readonly stop: () => void;
  /** Lets it end by itself: there are no more jobs. */
  readonly release: () => void;
  /** Its exit code, when it has ended. */
  readonly ended: Promise<number>;
}

/**
 * Starts a process that speaks as `runStageJobs` does. It keeps the process that started it from nothing, least from its end, with
 * which it ends too.
 */
export function startJobProcess({ words, environment, folder }: JobCommand): JobProcess {
  const child = spawn(at(words, 0), words.slice(1), {
    cwd: folder,
    env: { ...environment, [STARTER]: String(STARTER_DESCRIPTOR) },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  child.unref();
  for (const stream of child.stdio) if (stream instanceof Socket) stream.unref();
  // A process that has gone cannot be written to; that it has gone is heard by itself.
  child.stdin.on('error', () => undefined);
  let hear: (answer: JobAnswer) => void = () => undefined;
  createInterface({ input: child.stdout }).on('line', (line) => hear(answerOf(line)));
  createInterface({ input: child.stderr }).on('line', (line) => hear({ stderr: line }));
  const ended = endOf(child);
  let jobs = 0;
  return {
    compute: async (job, tell) => {
      const answered = new Promise<void>((resolve) => {
        hear = (answer) => {
          tell(answer);
          if ('exit' in answer) resolve();
        };
      });
      const shared = jobs > 0;
      jobs += 1;
      child.stdin.write(`${JSON.stringify(job)}\n`);
      const code = await Promise.race([answered, ended]);
      hear = () => undefined;
      if (typeof code !== 'number') return true;
      tell({ lost: { code, shared } });
      return false;
    },
    stop: () => void child.kill(),
    release: () => void child.stdin.end(),
    ended,
  };
}

/** The exit code of a child whose streams are at their end. */
function endOf(child: ChildProcess): Promise<number> {
  const failed = new Promise<number>((resolve) => child.once('error', () => resolve(127)));
  const closed = new Promise<number>((resolve) => {
    child.once('close', (...end) => resolve(exitCode(end)));
  });
  return Promise.race([failed, closed]);
}

/** What is no answer was printed by something else in the process. */
function answerOf(line: string): JobAnswer {
  try {
    return jobAnswerSchema.parse(JSON.parse(line));
  } catch {
    return { stdout: line };
  }
}
