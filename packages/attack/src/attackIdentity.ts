import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sortedJson } from '@bcos-bench/stage';
import type { AttackPlan } from './attackPlan.js';

/** All that an attack's bytes depend on, besides its plan. */
export interface AttackInputs {
  /** Folders. */
  readonly data: string;
  readonly checkpoint: string;
  readonly split: string;
  readonly limit: number | null;
  readonly keep: number;
  /** What computes, such as the backend. */
  readonly engine: object;
}

/** The packages whose code decides an attack's numbers. */
const PACKAGES = ['adversary', 'engine', 'models', 'stage'];

/**
 * A hash of everything that an attack's bytes depend on: its plan, the data and the checkpoint by content, the code, and the
 * kind of machine. `--batch` is no part of it.
 */
export function attackIdentity(plan: AttackPlan, { data, checkpoint, ...others }: AttackInputs): string {
  const files = {
    dataset: sha256(readFileSync(join(data, 'dataset.json'))),
    model: sha256(readFileSync(join(checkpoint, 'model.json'))),
    weights: sha256(readFileSync(join(checkpoint, 'model.safetensors'))),
  };
  const machine = [process.platform, process.arch, cpus()[0]?.model ?? ''];
  return sha256(sortedJson({ plan, ...others, files, machine, code: codeHash() }));
}

function codeHash(): string {
  const own = dirname(fileURLToPath(import.meta.url));
  const folders = PACKAGES.map((name) => dirname(fileURLToPath(import.meta.resolve(`@bcos-bench/${name}`))));
  const hash = createHash('sha256');
  for (const folder of [own, ...folders]) {
    for (const path of sourceFiles(folder)) hash.update(readFileSync(path));
  }
  return hash.digest('hex');
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => ['.js', '.ts'].includes(extname(name)) && !name.endsWith('.d.ts'))
    .sort()
    .map((name) => join(folder, name));
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
