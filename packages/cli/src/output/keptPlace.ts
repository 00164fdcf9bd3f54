import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { entriesBelow } from './entriesBelow.js';
import { mountPoints, type MountPoints } from './mountPoints.js';
import { realPath, workFolder } from './outputPlace.js';

/** The paths that a stage reads, by the flags that name them. */
export type StageInputs = Readonly<Record<string, string | undefined>>;

/** What no stage ever replaces, whatever the user says. */
export interface Surroundings {
  readonly home: string;
  readonly working: string;
  readonly mounts: MountPoints;
}

/** The surroundings of this process. */
export function ownSurroundings(): Surroundings {
  return { home: homedir(), working: process.cwd(), mounts: mountPoints() };
}

/**
 * Says why nothing may replace what is at `place`, in words that go on after its name; null where something may.
 * Folders are known by device and number, so that links, mounts and capitals do not hide that two names are of one folder.
 */
export function whyKept(place: string, inputs: StageInputs, { home, working, mounts }: Surroundings): string | null {
  if (dirname(realPath(place)) === realPath(place)) return 'is the root of all folders';
  const named = [
    { path: working, name: 'the working folder' },
    { path: home, name: 'the home folder' },
    ...inputPaths(inputs).map(({ flag, path }) => ({ path, name: `the input of ${flag}` })),
  ];
  for (const { path, name } of named) {
    if (isSame(place, path)) return `is ${name}`;
    if ([place, workFolder(place)].some((folder) => holds(folder, path))) return `holds ${name}`;
  }
  if (mounts.has(realPath(place))) return 'is a mount point';
  return isRepository(place) ? 'is a repository' : null;
}

/** Says what in a folder nothing may replace, such as a repository; null where there is no such thing. */
export function whyKeptWithin(folder: string, { mounts }: Pick<Surroundings, 'mounts'>): string | null {
  const real = realPath(folder);
  for (const { path, kind } of entriesBelow(folder)) {
    const whole = join(real, path);
    if (mounts.has(whole)) return `holds the mount point ${path}`;
    if (kind === 'folder' && isRepository(whole)) return `holds the repository ${path}`;
  }
  return null;
}

/** The flag of the input that `place` is a part of; null where it is of none. */
export function inputAround(place: string, inputs: StageInputs): string | null {
  return inputPaths(inputs).find(({ path }) => holds(path, place))?.flag ?? null;
}

function inputPaths(inputs: StageInputs): { flag: string; path: string }[] {
  return Object.entries(inputs).flatMap(([flag, path]) => (path === undefined || path === '' ? [] : [{ flag, path }]));
}

function isSame(a: string, b: string): boolean {
  const [first, second] = [keyOf(a), keyOf(b)];
  return first === null || second === null ? realPath(a) === realPath(b) : first === second;
}

/** Whether `path`, or a link on the way to it, lies in `folder`. */
function holds(folder: string, path: string): boolean {
  const key = keyOf(folder);
  const above = [...foldersAbove(resolve(path)), ...foldersAbove(realPath(path))];
  return above.some((candidate) => candidate === resolve(folder) || (key !== null && keyOf(candidate) === key));
}

function foldersAbove(path: string): string[] {
  const names = path.split(sep);
  return names.slice(1).map((_, depth) => names.slice(0, depth + 1).join(sep) || sep);
}

/** The same for all names of one file or folder; null where there is none. */
function keyOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}

const OF_REPOSITORIES = ['.git', '.hg', '.svn', '.jj', '.bzr'];
const OF_BARE_REPOSITORIES = ['HEAD', 'objects', 'refs'];

function isRepository(folder: string): boolean {
  const has = (name: string): boolean => existsSync(join(folder, name));
  return OF_REPOSITORIES.some(has) || OF_BARE_REPOSITORIES.every(has) || OF_REPOSITORIES.includes(basename(folder));
}
