import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readJson, writeWhole } from '@bcos-bench/formats';
import { sortedJson, Fault } from '@bcos-bench/vocabulary';
import { taskInputsSchema, type TaskInputs } from './taskInputs.js';

/** Where it is remembered what the results that lie in `out/` were made of, a file a task. */
function placeOf(root: string, project: string): string {
  return join(root, '.nx', 'bcos-inputs', `${project}.json`);
}

/** What a node's task was made of the last time it ran or came from the cache; null where that is not known. */
export function recallInputs(root: string, project: string): TaskInputs | null {
  const place = placeOf(root, project);
  if (!existsSync(place)) return null;
  try {
    return readJson(place, taskInputsSchema, 'remove it');
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/** Remembers what a task was made of. */
export function rememberInputs(root: string, project: string, inputs: TaskInputs): void {
  if (recallInputs(root, project)?.hash === inputs.hash) return;
  const place = placeOf(root, project);
  mkdirSync(dirname(place), { recursive: true });
  writeWhole(place, (sibling) => writeFileSync(sibling, sortedJson(inputs)));
}
