import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { makeInputs, type Inputs } from './inputs.js';

const root = mkdtempSync(join(tmpdir(), 'bcos-faults-'));
let inputs: Inputs | null = null;

/** Makes what the tried commands read before the first spec of a file, and removes all of it after the last. */
export function makeTriedInputs(): void {
  beforeAll(async () => {
    inputs ??= await makeInputs(join(root, 'inputs'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
}

/** What the tried commands read. */
export function triedInputs(): Inputs {
  if (inputs === null) throw new Error('the inputs are made before the specs');
  return inputs;
}

/** A new folder for what is tried. */
export function triedFolder(name: string): string {
  const folder = join(root, name.replaceAll(/[^a-z]+/g, '-'));
  mkdirSync(folder);
  return folder;
}
