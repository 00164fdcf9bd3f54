import { isRunning } from '@bcos-bench/cli/signals';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variable that tells tasks the number of the process of Nx that runs them. */
export const NX_PROCESS = 'BCOS_NX_PROCESS';

/** Milliseconds from one look to the next. */
const EVERY = 500;

/**
 * Lets this process, a task of Nx, get SIGTERM when Nx has gone: Nx gives each task a session of its own, which goes on when Nx is
 * killed, though nobody waits for its result and the next run begins the same task.
 */
export function endWithNx(environment: Environment): void {
  const nx = Number(environment[NX_PROCESS]);
  const parent = process.ppid;
  const hasGone = (): boolean => process.ppid !== parent || (nx > 0 && !isRunning(nx));
  const watch = setInterval(() => {
    if (!hasGone()) return;
    clearInterval(watch);
    process.stderr.write('run-node: Nx has gone, so its task ends\n');
    process.kill(process.pid, 'SIGTERM');
  }, EVERY).unref();
}
