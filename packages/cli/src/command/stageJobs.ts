import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { exitCode } from '../signals/exitCode.js';
import { stopWanted } from '../signals/joinStarter.js';
import { jobSchema, type JobAnswer } from './jobMessages.js';
import { stageExitCode, type Stage } from './stageCommand.js';
import type { CommonFlags } from '@bcos-bench/vocabulary';

/**
 * Runs many jobs of a stage in this process, one after the other, as lines of `input` ask for them: each a JSON array of the
 * words of a command line. Answers on stdout in lines of `jobAnswerSchema`; a job is over with its exit code, and its faults are
 * its own. Progress goes to stderr as it is. The process ends with its input; on an error that is no Fault, after it has answered,
 * because what it holds may be damaged; and where it is stopped.
 */
export async function runStageJobs<Flags extends CommonFlags>(
  stage: Stage<Flags>,
  input: Readable = process.stdin,
): Promise<void> {
  for await (const line of createInterface({ input, terminal: false })) {
    try {
      answer({ exit: await jobExitCode(stage, line) });
    } catch (error) {
      answer({ stderr: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      answer({ exit: 1 });
      process.exitCode = 1;
      return;
    }
    const signal = stopWanted();
    if (signal === null) continue;
    process.exitCode = exitCode([null, signal]);
    // A terminal's end of the input would be waited for.
    input.destroy();
    return;
  }
}

async function jobExitCode<Flags extends CommonFlags>(stage: Stage<Flags>, line: string): Promise<number> {
  const words = wordsOf(line);
  if (words === null) {
    answer({ stderr: `${stage.name}: a line of the input is not a JSON array of the words of a command line` });
    return 2;
  }
  return stageExitCode(stage, words, {
    say: (text) => answer({ stdout: text }),
    complain: (text) => answer({ stderr: text }),
  });
}

function wordsOf(line: string): readonly string[] | null {
  try {
    return jobSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function answer(message: JobAnswer): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
