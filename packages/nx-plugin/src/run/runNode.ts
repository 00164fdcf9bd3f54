import { spawn } from 'node:child_process';
import { UsageFault } from '@bcos-bench/vocabulary/fault';
import { exitCode, STOP_SIGNALS, supervise, type StopSignal, type SupervisedCommand } from '@bcos-bench/cli/signals';
import { commandName, isStageName, stages } from '@bcos-bench/pipeline/stages';
import { at } from '@bcos-bench/vocabulary/at';
import { stageProgram } from '../code/program.js';
import { taskThreads } from '../machine/taskThreads.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** The command of one task: its words, its environment, its name, and whether a launcher runs it, maybe elsewhere. */
export interface NodeCommand extends SupervisedCommand {
  readonly launched: boolean;
}

/**
 * The command of one task, from `STAGE FLAGS…`. What is decided here and not in the target is no part of the task's
 * hash: the LAUNCHER that goes before the command, such as `srun --gres=gpu:1` (a shell splits it into words), and
 * the variables that carry the number of threads.
 * @throws UsageFault where there is no first word, or it is no stage
 */
export function nodeCommand([stage, ...flags]: readonly string[], environment: Environment): NodeCommand {
  if (stage === undefined || !isStageName(stage)) {
    throw new UsageFault({
      what: stage === undefined ? 'no stage is named' : `there is no stage '${stage}'`,
      remedy: `choose one of ${Object.keys(stages).join(', ')}`,
    });
  }
  const command = [process.execPath, stageProgram(stage, process.cwd()), ...flags];
  const launcher = environment['LAUNCHER']?.trim() ?? '';
  const launched = launcher !== '';
  return {
    name: commandName(stage),
    launched,
    words: launched ? ['sh', '-c', `exec ${launcher} "$@"`, 'sh', ...command] : command,
    environment: stages[stage].computes ? { ...environment, ...threadVariables(environment) } : environment,
  };
}

/** TensorFlow's own variables: threads within an op, and ops at a time. */
function threadVariables(environment: Environment): Environment {
  const threads = String(taskThreads(environment));
  return { TF_NUM_INTRAOP_THREADS: threads, TF_NUM_INTEROP_THREADS: threads };
}

/**
 * Runs a command with this process's streams and resolves to its `exitCode`. A signal to this process ends it: as `supervise` has it,
 * of which `say` hears, or, under a launcher, as the launcher has it.
 */
export function runCommand(command: NodeCommand, say: (line: string) => void): Promise<number> {
  return command.launched ? runLaunched(command) : supervise(command, say);
}

/** A launcher is never ended by force: what it has started elsewhere would go on. */
function runLaunched({ words, environment }: NodeCommand): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(at(words, 0), words.slice(1), { stdio: 'inherit', env: { ...environment } });
    const passOn = (signal: StopSignal): void => {
      child.kill(signal);
    };
    for (const signal of STOP_SIGNALS) process.on(signal, passOn);
    child.once('error', reject);
    child.once('exit', (...end) => {
      for (const signal of STOP_SIGNALS) process.off(signal, passOn);
      resolve(exitCode(end));
    });
  });
}
