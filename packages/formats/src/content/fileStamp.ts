import type { BigIntStats } from 'node:fs';

/** The part of a file's status that changes whenever its content may have changed. */
export type StampedStatus = Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs'>;

/**
 * Times this young say nothing: a file system may count time in steps of up to two seconds (FAT), so the file can be written
 * again and keep the same time.
 */
const TOO_YOUNG_NS = 2_000_000_000n;

/**
 * One line that is another one where the file may have another content. Size and time of change alone are not enough: archives and
 * copies keep both. The time of the last change of status (ctime) cannot be set by a program.
 */
export function fileStamp(path: string, { dev, ino, size, mtimeNs, ctimeNs }: StampedStatus): string {
  return JSON.stringify([path, ...[dev, ino, size, mtimeNs, ctimeNs].map(String)]);
}

/**
 * Whether a stamp taken at `now` can be told from that of a later write: both times are at least two seconds back. A time in the
 * future is of another clock and is not trusted.
 * @param now in milliseconds since 1970, of the moment before the status was read
 */
export function isSettled({ mtimeNs, ctimeNs }: StampedStatus, now: number): boolean {
  const latest = BigInt(Math.floor(now)) * 1_000_000n - TOO_YOUNG_NS;
  return mtimeNs <= latest && ctimeNs <= latest;
}
