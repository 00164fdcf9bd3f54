import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Where other file systems, or other parts of this one, begin: a folder there can be neither renamed nor replaced. */
export interface MountPoints {
  readonly has: (folder: string) => boolean;
}

const TABLE = '/proc/self/mountinfo';
const COLUMN = 4;

/** The mount points of this machine, by their real paths. Where the system lists none, one is known by its device alone. */
export function mountPoints(table: string = tableText()): MountPoints {
  const listed = new Set(
    table.split('\n').flatMap((line) => {
      const written = line.split(' ')[COLUMN];
      return written === undefined ? [] : [unescaped(written)];
    }),
  );
  return { has: (folder) => listed.has(folder) || isOnOtherDevice(folder) };
}

function tableText(): string {
  try {
    return readFileSync(TABLE, 'utf8');
  } catch {
    return '';
  }
}

/** Blanks and backslashes are written as octal numbers. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

function isOnOtherDevice(folder: string): boolean {
  const [own, above] = [folder, dirname(folder)].map((path) => statSync(path, { throwIfNoEntry: false }));
  return own !== undefined && above !== undefined && own.dev !== above.dev;
}
