import { join } from 'node:path';
import { hashOf, hashOfFile, type ImageRows } from '@bcos-bench/formats';
import type { AttackAim } from './attackPlan.js';
import { probe, type Probe } from './probe.js';
import type { Victim } from './victim.js';

/** The pictures that an attack takes: the first `total` of a split that it has a use for. */
interface ProbedPictures {
  /** The folder of the data. */
  readonly data: string;
  readonly split: string;
  readonly total: number;
  readonly images: ImageRows;
}

/** What probing a network finds, from `probes` where it was found before: no radius and no number of steps changes it. */
export function rememberedProbe(
  probes: Map<string, Probe>,
  victim: Victim,
  { threat, loss, target, targetClass, seed }: AttackAim,
  { data, split, total, images }: ProbedPictures,
): Probe {
  const aim = { threat, loss, target, targetClass, seed };
  const key = hashOf({ ...aim, dataset: hashOfFile(join(data, 'dataset.json')), split, total });
  const found = probes.get(key) ?? probe(victim, aim, images, total);
  probes.set(key, found);
  return found;
}
