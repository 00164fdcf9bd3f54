import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRegularFile, writeWhole } from '@bcos-bench/formats';

/** Empties a folder of what was done so far, unless it is of this key. @param key what the bytes of the result depend on */
export function claimFolder(folder: string, key: string): void {
  const path = join(folder, 'key');
  if (existsSync(path) && readRegularFile(path, 'remove it').toString('utf8') === key) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeWhole(path, (file) => writeFileSync(file, key));
}
