import { UsageFault } from '@bcos-bench/vocabulary/fault';

/**
 * The threads that TensorFlow may use in a task: one, unless BCOS_THREADS says otherwise. Tasks run side by side, as many as
 * there are cores, and two processes of one thread get more done than one of two (`docs/performance.md`).
 *
 * This number is part of a task's hash: gradients with respect to weights are sums that threads share, and differ in their
 * last bits between 1, 2, 3 and 4 threads. With one thread a task, machines with more cores and with fewer share results.
 * @throws UsageFault where BCOS_THREADS is not a whole number above 0
 */
export function taskThreads(environment: Readonly<Record<string, string | undefined>>): number {
  const wanted = environment['BCOS_THREADS'];
  if (wanted === undefined || wanted === '') return 1;
  if (/^[1-9]\d{0,3}$/.test(wanted)) return Number(wanted);
  throw new UsageFault({
    what: `'${wanted}' is not a whole number above 0`,
    where: 'environment variable BCOS_THREADS',
    remedy: 'correct or unset it',
  });
}
