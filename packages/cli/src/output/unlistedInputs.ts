import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_FILE, SEAL_FILE } from '@bcos-bench/formats';

/** What makes a folder one of data, of a checkpoint or of an attack. */
const DESCRIPTIONS = ['dataset.json', 'model.json', 'summary.json'];

/**
 * A line for each folder that a stage reads without a manifest that vouches for its files: one that a hand or an older version made.
 * @param inputs the paths that the stage reads, by the flags that name them
 */
export function unlistedInputs(inputs: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(inputs).flatMap(([flag, folder]) => {
    if (folder === undefined || !DESCRIPTIONS.some((name) => existsSync(join(folder, name)))) return [];
    if ([MANIFEST_FILE, SEAL_FILE].some((name) => existsSync(join(folder, name)))) return [];
    return [
      `${flag} ${folder} has no ${MANIFEST_FILE}: its files are believed as they are; npx bcos seal ${folder} keeps them from changing unseen`,
    ];
  });
}
