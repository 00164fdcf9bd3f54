import { stripVTControlCharacters } from 'node:util';
import { at } from '@bcos-bench/vocabulary/at';

/** A task that Nx is done with. */
export interface EndedTask {
  /** As in Nx, such as `smoke-train-resnet8:train`. */
  readonly task: string;
  /** `done`: it has run. `cached`: its files come from a cache. */
  readonly status: 'done' | 'cached' | 'failed';
}

const TITLE = /\bNX +Running targets? .+ for (?:project \S+|(\d+) projects)(?: and (\d+) tasks? )?/;
const DONE = /^[✔√] +nx run (\S+)(.*)$/;
const FAILED = /^> nx run (\S+)/;

/** How many tasks a run has, from the title that Nx begins it with; null for any other line. */
export function announcedTasks(line: string): number | null {
  const title = TITLE.exec(stripVTControlCharacters(line));
  if (title === null) return null;
  const [, projects = '1', others = '0'] = title;
  return Number(projects) + Number(others);
}

/** The task that a line of Nx says has ended, in its output style `static-failures-only`; null for any other line. */
export function endedTask(line: string): EndedTask | null {
  const plain = stripVTControlCharacters(line);
  const done = DONE.exec(plain);
  if (done !== null) return { task: at(done, 1), status: at(done, 2).includes('cache') ? 'cached' : 'done' };
  const failed = FAILED.exec(plain);
  return failed === null ? null : { task: at(failed, 1), status: 'failed' };
}
