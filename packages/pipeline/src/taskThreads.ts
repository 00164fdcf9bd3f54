import { availableParallelism } from 'node:os';
import { UsageFault } from '@bcos-bench/stage/fault';
import { stages, type StageName } from './stages.js';

/**
 * The threads that TensorFlow may use in a task of `stage`. A task that runs alone has all cores; those that run side by
 * side have one each, since two processes of one thread get more done than one of two. BCOS_THREADS says otherwise.
 *
 * This number is part of a task's hash: gradients with respect to weights are sums that threads share, and differ in their
 * last bits between 1, 2, 3 and 4 threads. One thread a task wherever tasks share a machine means that machines with more
 * cores and with fewer share the attacks on a checkpoint.
 * @throws UsageFault where BCOS_THREADS is no whole number above 0
 */
export function taskThreads(stage: StageName, environment: Readonly<Record<string, string | undefined>>): number {
  const wanted = environment['BCOS_THREADS'];
  if (wanted === undefined || wanted === '') return stages[stage].alone ? availableParallelism() : 1;
  if (/^[1-9]\d{0,3}$/.test(wanted)) return Number(wanted);
  throw new UsageFault({
    what: `'${wanted}' is no whole number above 0`,
    where: 'environment variable BCOS_THREADS',
    remedy: 'correct or unset it',
  });
}
