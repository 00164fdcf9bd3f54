import { createHash } from 'node:crypto';
import {
  closeSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
  type BigIntStats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** The files of an installation by their paths from the list's folder, as they were when it was made. */
const listSchema = z.record(
  z.string(),
  z.object({
    bytes: z.int(),
    sha256: z.string(),
    /** Of the file when its content was checked last: where it is another now, the content is checked again. */
    stamp: z.string(),
  }),
);
type InstalledList = z.infer<typeof listSchema>;

/**
 * Writes the list of an installation: size and SHA-256 of each file.
 * @param list the path of the list; it may lie anywhere above the files
 * @param paths of the files, from its folder
 */
export function listInstalled(list: string, paths: readonly string[]): void {
  const entries = paths.map((path): [string, InstalledList[string]] => {
    const whole = join(dirname(list), path);
    const status = statSync(whole, { bigint: true });
    return [path, { bytes: Number(status.size), sha256: sha256Of(whole), stamp: stampOf(status) }];
  });
  write(list, Object.fromEntries(entries));
}

/** Whether there is a list: versions before had none. */
export function isListed(list: string): boolean {
  return read(list) !== null;
}

/**
 * The path of the first file of an installation that is not as it was when it was made, or null where all are, or where there is
 * no list. Contents are read only where a file was written to since the last time: to look takes less than a millisecond.
 */
export function damagedFile(list: string): string | null {
  const listed = read(list) ?? {};
  let checked = false;
  for (const [path, entry] of Object.entries(listed)) {
    const whole = join(dirname(list), path);
    const status = statSync(whole, { bigint: true, throwIfNoEntry: false });
    if (status?.isFile() !== true || Number(status.size) !== entry.bytes) return whole;
    const stamp = stampOf(status);
    if (stamp === entry.stamp) continue;
    if (sha256Of(whole) !== entry.sha256) return whole;
    entry.stamp = stamp;
    checked = true;
  }
  if (checked) remember(list, listed);
  return null;
}

/** Without the number of the device, which differs between the machines that share a folder. */
function stampOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [ino, size, mtimeNs, ctimeNs].map(String).join(' ');
}

const CHUNK = 1 << 22;

function sha256Of(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK);
  const file = openSync(path, 'r');
  try {
    for (let bytes = readSync(file, chunk); bytes > 0; bytes = readSync(file, chunk))
      hash.update(chunk.subarray(0, bytes));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

function read(list: string): InstalledList | null {
  try {
    return listSchema.parse(JSON.parse(readFileSync(list, 'utf8')));
  } catch {
    return null;
  }
}

function write(list: string, listed: InstalledList): void {
  const next = `${list}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify(listed, null, 2)}\n`);
  renameSync(next, list);
}

function remember(list: string, listed: InstalledList): void {
  try {
    write(list, listed);
  } catch {
    // In a folder that cannot be written to, the contents are read again next time.
  }
}
