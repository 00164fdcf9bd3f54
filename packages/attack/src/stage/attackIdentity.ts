import { join } from 'node:path';
import { codeIdentity, hashOf, hashOfFile } from '@bcos-bench/formats';

/** All that the bytes of an attack or of an audit depend on, besides its plan. */
export interface AttackInputs {
  /** The folder of the data. */
  readonly data: string;
  /** The SHA-256 of the checkpoint's files. */
  readonly checkpoint: readonly string[];
  readonly split: string;
  readonly limit: number | null;
  readonly keep: number;
  /** What computes, such as the backend. */
  readonly engine: object;
}

/** The packages whose code decides an attack's numbers. */
const PACKAGES = ['adversary', 'attack', 'engine', 'formats', 'models', 'random', 'vocabulary'];

/**
 * A hash of everything that the bytes of an attack or of an audit depend on: its plan, the data and the checkpoint by content, the code, and the
 * kind of machine. `--batch` is no part of it.
 */
export function attackIdentity(plan: object, { data, ...others }: AttackInputs): string {
  const dataset = hashOfFile(join(data, 'dataset.json'));
  const packages = PACKAGES.map((name) => import.meta.resolve(`@bcos-bench/${name}`));
  return hashOf({ plan, ...others, dataset, ...codeIdentity(packages) });
}
