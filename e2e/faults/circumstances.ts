import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '@bcos-bench/vocabulary';
import type { CommandSurroundings } from './startedCommand.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Under what a command runs that goes wrong, or might. */
export interface Circumstance {
  /** Whether the command must be done nevertheless. */
  readonly harmless?: true;
  /** Whether only root can bring it about. */
  readonly byRoot?: true;
  /**
   * Brings it about for a command that writes into `folder`.
   * @param draw gives a number, uniform in [0, 1)
   */
  readonly begin: (folder: string, draw: () => number) => Begun;
}

/** A circumstance that has been brought about. */
interface Begun {
  /** Where the command is to write; the folder unless given. */
  readonly out?: string;
  readonly surroundings?: CommandSurroundings;
  /** Takes it away, so that the command can be done. */
  readonly lift?: () => void;
  /** Takes away what it has left behind. */
  readonly end?: () => void;
}

const NOBODY = 65534;
const MOST_KILOBYTES = 1500;

/** Between two numbers, in even steps of their logarithm. */
const between = (least: number, most: number, drawn: number): number => Math.round(least * (most / least) ** drawn);

/** A file system in memory at `folder`. */
function mounted(folder: string, options: string, lifted: string): Begun {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  return {
    lift: () => execFileSync('mount', ['-o', `remount,${lifted}`, folder]),
    end: () => execFileSync('umount', [folder]),
  };
}

const limited = (limit: string): Begun => ({
  surroundings: { launcher: ['sh', '-c', `ulimit ${limit}; exec "$@"`, 'sh'] },
});

const withVariables = (environment: Environment): Begun => ({ surroundings: { environment } });

/** Where the engine is: without a home it would be looked for elsewhere. */
const ownCache = { BCOS_CACHE_DIR: dirname(cacheFolder()) };

const asNobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];

/** By what the tables call them. */
export const circumstances: Readonly<Record<string, Circumstance>> = {
  'a disk that fills up': {
    byRoot: true,
    begin: (folder, draw) => mounted(folder, `size=${between(8, MOST_KILOBYTES, draw())}k`, 'size=1g'),
  },
  'a disk with few inodes': {
    byRoot: true,
    begin: (folder, draw) => mounted(folder, `nr_inodes=${between(2, 12, draw())}`, 'nr_inodes=1000'),
  },
  'a read-only disk': { byRoot: true, begin: (folder) => mounted(folder, 'ro', 'rw') },
  'a folder without rights': {
    byRoot: true,
    begin: (folder) => {
      chmodSync(folder, 0o555);
      return { surroundings: { launcher: asNobody, environment: { HOME: '/' } }, lift: () => chmodSync(folder, 0o777) };
    },
  },
  'a home that cannot be written': {
    ...{ byRoot: true, harmless: true },
    begin: (folder) => {
      const home = made(folder, 'home');
      const { end } = mounted(home, 'ro', 'rw');
      return { surroundings: { environment: { HOME: home, ...ownCache } }, ...(end && { end }) };
    },
  },
  'no home': { harmless: true, begin: () => withVariables({ HOME: undefined }) },
  'a home that is not there': { harmless: true, begin: () => withVariables({ HOME: '/no/such/home', ...ownCache }) },
  // A name space of its own, in which nothing is but the loopback.
  'no network': {
    ...{ byRoot: true, harmless: true },
    begin: () => ({
      surroundings: { launcher: ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'] },
    }),
  },
  // With fewer, Node itself does not start.
  'few open files': { begin: (_, draw) => limited(`-n ${between(48, 256, draw())}`) },
  'little address space': { begin: (_, draw) => limited(`-v ${between(5e5, 2e7, draw())}`) },
  'files of limited size': { begin: (_, draw) => limited(`-f ${between(1, MOST_KILOBYTES, draw())}`) },
  'a Turkish locale': { harmless: true, begin: () => withVariables({ LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }) },
  'an Arabic locale': { harmless: true, begin: () => withVariables({ LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' }) },
  'no locale': { harmless: true, begin: () => withVariables({ LANG: undefined, LC_ALL: 'C' }) },
  'a far time zone': { harmless: true, begin: () => withVariables({ TZ: 'Pacific/Kiritimati' }) },
  'no such time zone': { harmless: true, begin: () => withVariables({ TZ: 'No/Such/Zone' }) },
  'a clock that goes back': {
    harmless: true,
    begin: () => withVariables({ NODE_OPTIONS: `--import ${new URL('clockBack.mjs', import.meta.url).href}` }),
  },
  'a long path': { harmless: true, begin: (folder) => ({ out: made(folder, 'a'.repeat(200), 'b'.repeat(200)) }) },
  'a path of quotes and spaces': {
    harmless: true,
    begin: (folder) => ({ out: made(folder, `it's a "path" $(of) \\ ;`) }),
  },
  'a path with a line break': { harmless: true, begin: (folder) => ({ out: made(folder, 'two\nlines') }) },
  'a path of other letters': { harmless: true, begin: (folder) => ({ out: made(folder, 'ру́сский 日本 🦉') }) },
};

function made(...parts: readonly string[]): string {
  const folder = join(...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}
