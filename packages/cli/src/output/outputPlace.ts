import { existsSync, lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageFault } from '@bcos-bench/vocabulary/fault';

/** More than the links that systems follow in one path. */
const MOST_LINKS = 40;

/**
 * The path that `out` stands for. Where `out` is a link, such as one to a larger disk, that is what the link names, which need
 * not exist: the link stays, and what it names is made or replaced.
 * @throws UsageFault where links lead in a circle
 */
export function placeOf(out: string): string {
  let path = resolve(out);
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    const target = targetOf(path);
    if (target === null) return path;
    path = resolve(realpathSync(dirname(path)), target);
  }
  const remedy = 'remove the link, or choose another --out';
  throw new UsageFault({ what: 'is a link that leads in a circle', where: out, remedy });
}

/** Where a link leads; null for whatever is no link. */
function targetOf(path: string): string | null {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  return isLink ? readlinkSync(path) : null;
}

/** What the name of a work folder has before and after the name of its place. */
const [BEFORE, AFTER] = ['.', '.bcos'] as const;

/** The most bytes that a name in a folder may have, on the file systems in use. */
export const MOST_NAME_BYTES = 255;

/** The most bytes of the name of a place, so that the name of its work folder is not too long. */
export const MOST_PLACE_BYTES = MOST_NAME_BYTES - BEFORE.length - AFTER.length;

/**
 * The hidden sibling of a place in which a stage works, so that renames stay on one file system. What may lie in it: see
 * `WORK_ENTRIES`. It is removed when the stage is done.
 */
export function workFolder(place: string): string {
  return join(dirname(place), `${BEFORE}${basename(place)}${AFTER}`);
}

/** What lies in a work folder, by what it is for. */
const entries = {
  /** Held by the process that works there. */
  lock: 'lock',
  /** The result, until it is complete. */
  partial: 'partial',
  /** What a stage that can be resumed has done so far. */
  resume: 'resume',
  /** How far the process is, for whoever looks. */
  progress: 'progress.json',
  /** The older result, for the moment between two renames. */
  old: 'old',
} as const;

/** The names of all that may lie in a work folder. */
export const WORK_ENTRIES: ReadonlySet<string> = new Set(Object.values(entries));

/** The path of one entry of the work folder of `place`. */
export function workEntry(place: string, entry: keyof typeof entries): string {
  return join(workFolder(place), entries[entry]);
}

/** The folder that a stage writes to before its result is complete. */
export function partialFolder(out: string): string {
  return workEntry(placeOf(out), 'partial');
}

/**
 * The folder in which a stage that can be resumed keeps what it has done so far: it outlives a killed process, and is removed
 * when `out` is complete. What lies in it is the stage's own to check.
 */
export function resumeFolder(out: string): string {
  return workEntry(placeOf(out), 'resume');
}

/** The path with every link in it followed, as far as it exists. */
export function realPath(path: string): string {
  const whole = resolve(path);
  if (existsSync(whole)) return realpathSync(whole);
  const above = dirname(whole);
  return above === whole ? whole : join(realPath(above), basename(whole));
}
