import { createRequire } from 'node:module';
import type * as Koffi from 'koffi';

/** What became of a call: done, refused for now, or not to be had on this system or file system. */
export type CallOutcome = 'done' | 'busy' | 'unknown';

type Call = (...words: (number | string)[]) => unknown;

const [LOCK_EXCLUSIVE, LOCK_AT_ONCE] = [2, 4];

/**
 * Locks an open file, as `flock(2)` does: the system itself frees the lock when the process ends, however it ends.
 * @returns `busy` where another open file holds it, `unknown` where the file system has no locks
 */
export function lockFile(descriptor: number): CallOutcome {
  const { koffi, flock } = calls();
  if (koffi === null || flock === null) return 'unknown';
  for (;;) {
    if (flock(descriptor, LOCK_EXCLUSIVE + LOCK_AT_ONCE) === 0) return 'done';
    const code = koffi.errno();
    if (code === koffi.os.errno['EWOULDBLOCK'] || code === koffi.os.errno['EAGAIN']) return 'busy';
    if (code !== koffi.os.errno['EINTR']) return 'unknown';
  }
}

/**
 * Lets two paths of one file system change places in one step: at no moment does either name nothing.
 * @returns whether they did; if not, all is as it was
 */
export function exchangePaths(a: string, b: string): boolean {
  return calls().exchange(a, b) === 0;
}

/** `AT_FDCWD` and the flag of an exchange, which have other numbers on Linux and on macOS. */
const exchanges: Partial<Record<NodeJS.Platform, { readonly declared: string; readonly here: number }>> = {
  linux: { declared: 'int renameat2(int, str, int, str, unsigned int)', here: -100 },
  darwin: { declared: 'int renameatx_np(int, str, int, str, unsigned int)', here: -2 },
};
const EXCHANGE = 2;

interface Calls {
  /** Null where its addon cannot be loaded. */
  readonly koffi: typeof Koffi | null;
  readonly flock: Call | null;
  readonly exchange: (a: string, b: string) => unknown;
}

let opened: Calls | null = null;

function calls(): Calls {
  opened ??= openCalls();
  return opened;
}

/** What calls the system is an addon, and loaded when it is first needed: most commands and all readers do without. */
function openKoffi(): typeof Koffi | null {
  try {
    const loaded: unknown = createRequire(import.meta.url)('koffi');
    return isKoffi(loaded) ? loaded : null;
  } catch {
    return null;
  }
}

function isKoffi(loaded: unknown): loaded is typeof Koffi {
  return typeof loaded === 'object' && loaded !== null && 'load' in loaded && typeof loaded.load === 'function';
}

/** The system's own library is part of every Node process; null stands for what it lacks. */
function openCalls(): Calls {
  const koffi = openKoffi();
  if (koffi === null) return { koffi, flock: null, exchange: () => null };
  const library = koffi.load(null);
  const named = (declared: string): Call | null => {
    try {
      return library.func(declared);
    } catch {
      return null;
    }
  };
  return { koffi, flock: named('int flock(int, int)'), exchange: exchangeBy(named) };
}

function exchangeBy(named: (declared: string) => Call | null): Calls['exchange'] {
  const described = exchanges[process.platform];
  const rename = described === undefined ? null : named(described.declared);
  if (described === undefined || rename === null) return () => null;
  return (a, b) => rename(described.here, a, described.here, b, EXCHANGE);
}
