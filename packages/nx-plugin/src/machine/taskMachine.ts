import { machineKind } from '@bcos-bench/engine/machineKind';
import { taskThreads } from './taskThreads.js';

/**
 * The variable that Nx makes part of the hash of each task that computes. The plugin sets it before a run hashes anything: a program that
 * Nx would run for it would start for each group of tasks.
 */
export const TASK_MACHINE = 'BCOS_TASK_MACHINE';

/**
 * What the bits of a task's results depend on besides its inputs: the kind of machine and the number of threads.
 * @throws UsageFault where BCOS_THREADS is not a whole number above 0
 */
export function taskMachine(environment: Readonly<Record<string, string | undefined>>): string {
  return `${machineKind(environment)}, threads ${taskThreads(environment)}`;
}
