import { lstatSync, readFileSync, statfsSync, statSync, type BigIntStats } from 'node:fs';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';

/**
 * File systems that the kernel makes up as they are read: what looks like a regular file there has no size, and may have no end.
 * Their numbers are those of statfs(2) on Linux.
 */
const MADE_UP: ReadonlyMap<bigint, string> = new Map([
  [0x9fa0n, 'proc'],
  [0x62656572n, 'sysfs'],
  [0x64626720n, 'debugfs'],
  [0x74726163n, 'tracefs'],
  [0x73636673n, 'securityfs'],
  [0x62656570n, 'configfs'],
  [0x27e0ebn, 'cgroup'],
  [0x63677270n, 'cgroup2'],
  [0xcafe4a11n, 'bpf'],
]);

/**
 * Checks that `path`, or what it links to, is a file that can be read to an end: no folder, no FIFO, socket or device, no link
 * that leads nowhere or in a circle, and nothing that the kernel makes up (below /proc or /sys). Nothing is opened.
 * @param remedy what the user can do, for the error
 * @returns the file's status, in whole numbers
 * @throws Fault that says what it is instead
 */
export function requireRegularFile(path: string, remedy: string): BigIntStats {
  const found = existingStatus(path, remedy);
  if (!found.isFile()) throw new Fault({ what: `is ${kindOf(found)}, not a regular file`, where: path, remedy });
  requireStoredBytes(path, remedy);
  return found;
}

/**
 * The content of a file that has an end: of a FIFO or a device the reading would wait, or go on, for ever.
 * @param remedy what the user can do, for the error
 * @throws Fault where it is no regular file
 * @throws Error of the file system where it is not there, is a folder or cannot be read
 */
export function readRegularFile(path: string, remedy: string): Buffer {
  requireEnd(path, remedy);
  return readFileSync(path);
}

/** The check of `readRegularFile` alone: what is not there, or is a folder, is left to whoever opens it. @throws Fault */
export function requireEnd(path: string, remedy: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory()) requireRegularFile(path, remedy);
}

/**
 * Checks that `path`, or what it links to, is there, and that it is a folder or a regular file that can be read to an end.
 * @returns its status; `isDirectory` tells which it is
 * @throws Fault that says what it is instead
 */
export function requireFileOrFolder(path: string, remedy: string): BigIntStats {
  const found = existingStatus(path, remedy);
  if (!found.isFile() && !found.isDirectory()) {
    throw new Fault({ what: `is ${kindOf(found)}, neither a folder nor a regular file`, where: path, remedy });
  }
  requireStoredBytes(path, remedy);
  return found;
}

/** Why a link leads nowhere is in the error: that it is circular, or that its target is not there. */
function existingStatus(path: string, remedy: string): BigIntStats {
  try {
    return statSync(path, { bigint: true });
  } catch (error) {
    throw new Fault({ what: absence(path, error), where: path, remedy }, { cause: error });
  }
}

function absence(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ELOOP') return 'is a link that leads in a circle';
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return `cannot be read (${reasonOf(error)})`;
  return isLink(path) ? 'is a link to what is not there' : 'is not there';
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function kindOf(found: BigIntStats): string {
  if (found.isDirectory()) return 'a folder';
  if (found.isFIFO()) return 'a named pipe';
  if (found.isSocket()) return 'a socket';
  return 'a device';
}

function requireStoredBytes(path: string, remedy: string): void {
  const system = MADE_UP.get(statfsSync(path, { bigint: true }).type);
  if (system === undefined) return;
  throw new Fault({ what: `is made up by the kernel (${system}), not a file of bytes`, where: path, remedy });
}
