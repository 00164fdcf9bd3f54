import { mkdirSync } from 'node:fs';
import { writeCheckpoint, type NamedArray } from '@bcos-bench/formats';
import { buildNetwork } from '../network.js';
import { architectureNamed } from '../registry.js';
import { initialWeights } from '../weights.js';

/** What an untrained checkpoint may have of its own. */
export interface UntrainedSettings {
  readonly classes: readonly string[];
  readonly seed?: number;
  /** Changes the arrays before they are written. */
  readonly change?: (arrays: Map<string, NamedArray>) => Map<string, NamedArray>;
}

/** Writes a checkpoint of the weights that a training of the architecture `name` begins with. */
export function writeUntrained(folder: string, name: string, settings: UntrainedSettings): void {
  const { classes, seed = 1, change = (arrays) => arrays } = settings;
  mkdirSync(folder, { recursive: true });
  const architecture = architectureNamed(name, {});
  const { parameters, encoding, loss } = buildNetwork(architecture, classes.length, null);
  const model = {
    architecture,
    classes: [...classes],
    encoding,
    normalisation: null,
    loss,
    provenance: { stage: 'bcos-train', dataset: 'noise', parameters: {} },
    cleanAccuracy: null,
  };
  writeCheckpoint(folder, { model, arrays: change(initialWeights(parameters, seed)) });
}
