import { at } from '@bcos-bench/vocabulary/at';
import { askForJob } from '../attackJobs/askForJob.js';
import { describeEnding } from '../run/runNodeEnding.js';
import { isReplaced, outputMark } from '../run/runNodeOutput.js';
import { nodeCommand, runCommand } from '../run/runNode.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** What goes with running a task. */
export interface TaskWatch {
  /** Is told in one line where a task did not do what it should. */
  readonly say: (line: string) => void;
  /** How long a shared file system may take to show what a launcher's machine has written, in milliseconds. */
  readonly patience: number;
}

/**
 * Runs one task, from `STAGE FLAGS…`, and resolves to its exit code. That is 0 only where the task has left a new result: a launcher
 * can end with 0 although the task did not (srun does when a node fails), and Nx would then cache what lay there before.
 * @throws UsageFault where the first word is no stage
 */
export async function runTask(
  words: readonly string[],
  environment: Environment,
  { say, patience }: TaskWatch,
): Promise<number> {
  const command = nodeCommand(words, environment);
  const launcher = environment['LAUNCHER']?.trim() ?? '';
  const out = words[words.indexOf('--out') + 1] ?? '';
  const before = outputMark(out);
  const code = (await askForJob(words, environment)) ?? (await runCommand(command, say));
  const result = code === 0 && (await isReplaced(out, before, launcher === '' ? 0 : patience));
  const line = describeEnding({ task: taskName(words, environment), code, result, launcher });
  if (line !== null) say(line);
  return code === 0 && !result ? 1 : code;
}

/** Nx tells a task its name; without Nx, the stage and its flags are on the command line for all to see. */
function taskName(words: readonly string[], environment: Environment): string {
  const stage = at(words, 0);
  const project = environment['NX_TASK_TARGET_PROJECT'];
  return project === undefined ? stage : `${project}:${stage}`;
}
