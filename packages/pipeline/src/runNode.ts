import { spawn } from 'node:child_process';
import { UsageFault } from '@bcos-bench/stage/fault';
import { exitCode } from './exitCode.js';
import { commandFile, isStageName, stages } from './stages.js';
import { taskThreads } from './taskThreads.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** A command line and its environment. */
export interface NodeCommand {
  readonly words: readonly string[];
  readonly environment: Environment;
}

/**
 * The command of one task, from `STAGE FLAGS…`. What is decided here and not in the target is no part of the task's
 * hash: the LAUNCHER that goes before the command, such as `srun --gres=gpu:1` (a shell splits it into words), and
 * the variables that carry the number of threads.
 * @throws UsageFault where the first word is no stage
 */
export function nodeCommand([stage = '', ...flags]: readonly string[], environment: Environment): NodeCommand {
  if (!isStageName(stage)) {
    throw new UsageFault({
      what: `there is no stage '${stage}'`,
      remedy: `choose of ${Object.keys(stages).join(', ')}`,
    });
  }
  const command = [process.execPath, commandFile(stage), ...flags];
  const launcher = environment['LAUNCHER']?.trim() ?? '';
  return {
    words: launcher === '' ? command : ['sh', '-c', `exec ${launcher} "$@"`, 'sh', ...command],
    environment: stages[stage].computes ? { ...environment, ...threadVariables(environment) } : environment,
  };
}

/** TensorFlow's own variables: threads within an op, and ops at a time. */
function threadVariables(environment: Environment): Environment {
  const threads = String(taskThreads(environment));
  return { TF_NUM_INTRAOP_THREADS: threads, TF_NUM_INTEROP_THREADS: threads };
}

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs a command with this process's streams, passes signals on to it, and resolves to its `exitCode`.
 */
export function runCommand({ words: [program = '', ...rest], environment }: NodeCommand): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { stdio: 'inherit', env: { ...environment } });
    const passOn = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    for (const signal of passedOn) process.on(signal, passOn);
    child.once('error', reject);
    child.once('exit', (...end) => {
      for (const passed of passedOn) process.off(passed, passOn);
      resolve(exitCode(end));
    });
  });
}
