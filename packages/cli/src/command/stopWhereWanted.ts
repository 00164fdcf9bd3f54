import { Interruption } from '@bcos-bench/vocabulary';
import { afterStop } from '../signals/afterStop.js';
import { exitCode } from '../signals/exitCode.js';
import { stopWanted } from '../signals/joinStarter.js';
import type { ReportProgress } from './progress.js';

/**
 * Passes progress of the stage `name` on, and ends the stage where the process is to end.
 * @throws Interruption, as the calls that it wraps
 */
export function stopWhereWanted(name: string, report: ReportProgress): ReportProgress {
  return (progress) => {
    report(progress);
    const signal = stopWanted();
    if (signal === null) return;
    const { done, total, unit } = progress;
    const parts = { what: `stopped by ${signal}`, where: `${done} of ${total} ${unit}`, remedy: afterStop(name) };
    throw new Interruption(parts, exitCode([null, signal]));
  };
}
