/** What the pipeline has to know of a stage's command, besides its flags. */
export interface StageTraits {
  /** The package without its scope; its command is `bin/bcos-PACKAGE.js`. */
  readonly package: string;
  /** Which files of the nodes before it the stage reads; times and logs are never among them. */
  readonly reads: readonly string[];
  /** Whether it reads what lies outside the workspace: its command's `identity` then says what the content is. */
  readonly reachesOut: boolean;
  /** Whether it computes on the engine: then its numbers depend on the kind of machine and the number of threads. */
  readonly computes: boolean;
}

const data = ['*.arrow', 'dataset.json'];
const checkpoint = ['model.json', 'model.safetensors'];

/** The stages by the name of their target. */
export const stages = {
  data: { package: 'data', reads: [], reachesOut: true, computes: false },
  train: { package: 'train', reads: [...data, ...checkpoint], reachesOut: false, computes: true },
  import: { package: 'import', reads: ['dataset.json'], reachesOut: true, computes: false },
  attack: { package: 'attack', reads: [...data, ...checkpoint], reachesOut: false, computes: true },
  audit: { package: 'attack', reads: [...data, ...checkpoint], reachesOut: false, computes: true },
  explain: {
    package: 'explain',
    reads: [...data, ...checkpoint, 'examples.arrow'],
    reachesOut: false,
    computes: true,
  },
  measure: { package: 'measure', reads: [...data, ...checkpoint], reachesOut: false, computes: true },
  detect: {
    package: 'measure',
    reads: [...data, ...checkpoint, 'examples.arrow', 'summary.json'],
    reachesOut: false,
    computes: true,
  },
  corrupt: { package: 'data', reads: data, reachesOut: false, computes: false },
  predict: { package: 'predict', reads: [...data, ...checkpoint], reachesOut: false, computes: true },
  check: { package: 'predict', reads: [...data, ...checkpoint], reachesOut: false, computes: true },
  transfer: {
    package: 'predict',
    reads: [...data, ...checkpoint, 'examples.arrow', 'summary.json'],
    reachesOut: false,
    computes: true,
  },
  report: {
    package: 'report',
    reads: [
      'samples.parquet',
      'predictions.parquet',
      'summary.json',
      'audit.json',
      'detection.json',
      'examples.arrow',
      'explanations.arrow',
      'changes.parquet',
      'metrics.parquet',
      'model.json',
      // Of the networks that readers attack.
      'model.safetensors',
      'dataset.json',
      'notes.json',
      'test-*.arrow',
    ],
    reachesOut: false,
    computes: false,
  },
} as const satisfies Record<string, StageTraits>;
export type StageName = keyof typeof stages;

/** Whether a word names a stage. */
export function isStageName(word: string): word is StageName {
  return Object.hasOwn(stages, word);
}

/** A stage's command, such as `bcos-train`. */
export function commandName(stage: StageName): string {
  return `bcos-${stages[stage].package}`;
}
