import { saidImageShape, type PipelineSpec } from '@bcos-bench/pipeline';
import { measureRate, rateName, type MeasuredRate } from './measuredRates.js';
import type { Workload } from './workload.js';

/** All that has to be computed of one kind, a training, an attack or a measurement, for one network, and how long it takes. */
export interface Estimate {
  readonly network: string;
  readonly stage: Workload['stage'];
  readonly kind: Workload['kind'];
  readonly nodes: number;
  /** Image-steps, images of all epochs, or passes. */
  readonly amount: number;
  readonly rate: MeasuredRate;
  readonly hours: number;
}

/**
 * How long the workloads take on this machine, by a measurement of each kind. Left out are starts, explanations and the report, which
 * are minutes.
 * @param say is told what is being measured
 * @throws Fault where something cannot be measured
 */
export async function estimates(
  work: readonly Workload[],
  spec: PipelineSpec,
  say: (line: string) => void,
): Promise<Estimate[]> {
  const groups = new Map<string, [Workload, ...Workload[]]>();
  for (const load of work) {
    const key = `${load.stage} ${load.network} ${load.kind ?? ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [load]);
    else group.push(load);
  }
  const shape = saidImageShape(spec);
  const found: Estimate[] = [];
  const measured = new Map<string, MeasuredRate>();
  for (const group of groups.values()) {
    const [first] = group;
    const { network, stage, kind } = first;
    const source = spec.networks[network];
    if (source === undefined) throw new RangeError(`the pipeline has no network '${network}'`);
    const name = rateName(first, source);
    if (!measured.has(name)) say(`measuring: ${name}`);
    const rate = measured.get(name) ?? (await measureRate(first, source, shape));
    measured.set(name, rate);
    const amount = rate.epochs * rate.passes * group.reduce((sum, load) => sum + load.amount, 0);
    found.push({ network, stage, kind, nodes: group.length, amount, rate, hours: amount / rate.perSecond / 3600 });
  }
  return found;
}
