import { UsageFault } from '@bcos-bench/vocabulary';
import type { PipelineSpec } from '../schema/pipelineSchema.js';

/** Environment variables that shrink a pipeline for a quick look; each changes flags, so the cache keeps both sizes. */
export interface Overrides {
  /** EPOCHS: epochs of every training. */
  readonly epochs?: number;
  /** TRAIN: images of the training split. */
  readonly train?: number;
  /** TEST: images of the test split. */
  readonly test?: number;
  /** LIMIT: images of every attack. */
  readonly limit?: number;
}

const variables = { EPOCHS: 'epochs', TRAIN: 'train', TEST: 'test', LIMIT: 'limit' } as const;

/** Reads the overrides; unset and empty variables are none. @throws UsageFault where one is not a whole number above 0 */
export function readOverrides(environment: Readonly<Record<string, string | undefined>>): Overrides {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([variable, key]) => {
      const text = environment[variable];
      return text === undefined || text === '' ? [] : [[key, wholeNumber(variable, text)]];
    }),
  );
}

function wholeNumber(variable: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageFault({
    what: `'${text}' is not a whole number above 0`,
    where: `environment variable ${variable}`,
    remedy: 'correct or unset it',
  });
}

/** The pipeline at its reduced size; what is kept and explained never exceeds what is attacked. */
export function applyOverrides(spec: PipelineSpec, { epochs, train, test, limit }: Overrides): PipelineSpec {
  const atMost = limit ?? Infinity;
  return {
    ...spec,
    data: { ...spec.data, ...(train && { train }), ...(test && { test }) },
    networks: mapValues(spec.networks, (network) =>
      network.train === undefined || !epochs
        ? network
        : { ...network, train: Object.assign({}, network.train, { epochs }) },
    ),
    attacks: spec.attacks.map((grid) => ({ ...grid, ...(limit && { limit }), keep: Math.min(grid.keep, atMost) })),
    corruptions: spec.corruptions.map((grid) => ({ ...grid, ...(limit && { limit }) })),
    checks: spec.checks.map((check) => ({ ...check, limit: Math.min(check.limit, atMost) })),
    audits: spec.audits.map((audit) => ({ ...audit, limit: Math.min(audit.limit, atMost) })),
    measures: spec.measures.map((measure) => ({ ...measure, limit: Math.min(measure.limit, atMost) })),
    detections: spec.detections.map((detection) => ({ ...detection, limit: Math.min(detection.limit, atMost) })),
    explanations: spec.explanations.map((explanation) => ({
      ...explanation,
      limit: Math.min(explanation.limit, atMost),
    })),
  };
}

function mapValues<T>(record: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
