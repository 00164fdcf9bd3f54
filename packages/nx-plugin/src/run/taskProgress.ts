import { remainingTime } from '@bcos-bench/cli';
import { announcedTasks, endedTask } from './nxLines.js';
import type { RunningNode } from './runningNodes.js';

/** The running nodes that a line names. */
const NODES_NAMED = 2;
/** The share of the tasks that have to run before the time that is left is said: trainings come first, and take the longest. */
const TOLD_FROM = 1 / 4;

/** How far a run of Nx is, as far as it has said. */
export interface TaskProgress {
  /** Hears a line of Nx. @returns whether it only says that a task is done, as `text` does */
  readonly hear: (line: string) => boolean;
  /** Such as `12/61 tasks, 3m20s left: train-resnet8 3/36 epochs`; null before Nx has said how many tasks there are. */
  readonly text: (running: readonly RunningNode[]) => string | null;
}

/** The time that is left is that of the tasks that are left, if none of them comes from the cache. */
export function taskProgress(): TaskProgress {
  const count = { total: 0, ended: 0, run: 0 };
  const left = remainingTime();
  let time = '';
  const tellTime = (): void => {
    const { total, ended, run } = count;
    const toRun = run + total - ended;
    const said = left({ done: run, total: toRun, unit: 'tasks' });
    time = run >= TOLD_FROM * toRun ? said : '';
  };
  const hear = (line: string): boolean => {
    const total = announcedTasks(line);
    const ended = endedTask(line);
    if (total !== null) count.total = total;
    if (ended !== null) count.ended += 1;
    if (ended !== null && ended.status !== 'cached') count.run += 1;
    if (total !== null || ended !== null) tellTime();
    return ended !== null && ended.status !== 'failed';
  };
  const text = (running: readonly RunningNode[]): string | null => {
    if (count.total === 0) return null;
    const named = running.slice(0, NODES_NAMED).map(nodeText).join('; ');
    const counted = `${count.ended}/${count.total} tasks${time === '' ? '' : `, ${time}`}`;
    return named === '' ? counted : `${counted}: ${named}`;
  };
  return { hear, text };
}

function nodeText({ node, progress }: RunningNode): string {
  if (progress === null) return node;
  const { done, total, unit } = progress;
  return `${node} ${done}/${total} ${unit}`;
}
