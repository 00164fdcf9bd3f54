import { readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const INTERVAL = 250;

/**
 * What tells a folder from the one that takes its place; null where there is none. Its parent is read first, because a client of
 * NFS then asks the server anew for what lies in it.
 */
export function outputMark(folder: string): string | null {
  try {
    readdirSync(dirname(folder));
    const { ino, ctimeNs } = statSync(folder, { bigint: true });
    return `${ino} ${ctimeNs}`;
  } catch {
    return null;
  }
}

/**
 * Whether a stage has put a result where `before` was the mark: stages rename a whole folder into its place as the last they do.
 * @param patience how long to look, in milliseconds, where another machine's rename may take time to be seen here
 */
export async function isReplaced(folder: string, before: string | null, patience: number): Promise<boolean> {
  const until = performance.now() + patience;
  for (;;) {
    const mark = outputMark(folder);
    if (mark !== null && mark !== before) return true;
    if (performance.now() >= until) return false;
    await setTimeout(INTERVAL);
  }
}
