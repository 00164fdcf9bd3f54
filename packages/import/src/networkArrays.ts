import { Fault } from '@bcos-bench/stage';
import type { TorchFile } from '@bcos-bench/torch-file';
import { findContainer, type Container } from './container.js';
import { layouts } from './layouts/layouts.js';
import type { StateDict } from './stateDict.js';
import { unwrap, type Unwrapped } from './unwrap.js';
import type { WeightChoice } from './weightChoice.js';

/** The arrays of a file that a network is made of, and what else the file holds. */
export interface NetworkArrays {
  /** Under the network's own names. */
  readonly weights: StateDict;
  readonly container: Container;
  readonly unwrapped: Unwrapped;
  /** Names of BatchNorm's counters: with a fixed momentum, they change nothing. */
  readonly counters: readonly string[];
  /** What a logit layer has saved as arrays, by the layer's own names. */
  readonly logitLayer: StateDict;
}

const COUNTER = /(^|\.)num_batches_tracked$/;
const LOGIT_LAYER = 'logit_layer.';

/**
 * Finds a network's arrays in a file.
 * @throws Fault where there are none, or none of the choice
 */
export function findNetworkArrays(file: TorchFile, choice: WeightChoice): NetworkArrays {
  const container = findContainer(file.root, choice, file.path);
  const unwrapped = unwrap(file, container.arrays, layouts[choice]);
  const averaged = container.averaged || unwrapped.layouts.some((layout) => layout.averaged === true);
  if (choice === 'averaged' && !averaged) {
    throw new Fault({ what: 'holds no averaged weights', where: file.path, remedy: 'leave out --ema' });
  }
  const all = [...unwrapped.arrays];
  const isWeight = (name: string): boolean => !COUNTER.test(name) && !name.startsWith(LOGIT_LAYER);
  return {
    weights: new Map(all.filter(([name]) => isWeight(name))),
    container,
    unwrapped,
    counters: all.map(([name]) => name).filter((name) => COUNTER.test(name)),
    logitLayer: new Map(
      all
        .filter(([name]) => name.startsWith(LOGIT_LAYER))
        .map(([name, tensor]) => [name.slice(LOGIT_LAYER.length), tensor]),
    ),
  };
}
