import { Fault } from '@bcos-bench/vocabulary';
import type { TorchFile } from '@bcos-bench/torch-file';
import { averageOf } from './averageOf.js';
import { findContainer, type Container } from './container.js';
import { layouts } from './layouts/layouts.js';
import { givenPrefix } from './layouts/givenPrefix.js';
import { requireArrays } from './requireArrays.js';
import type { StateDict } from './stateDict.js';
import { unwrap, type Unwrapped } from './unwrap.js';
import type { WeightChoice } from './weightChoice.js';

/** The arrays of a file that a network is made of, and what else the file holds. */
export interface NetworkArrays {
  /** Under the network's own names. */
  readonly weights: StateDict;
  readonly container: Container;
  readonly unwrapped: Unwrapped;
  /** Names of counters, of batches and by profilers: they change no prediction. */
  readonly counters: readonly string[];
  /** Names of arrays that are saved and that the network's own code never uses. */
  readonly unused: readonly string[];
  /** Names of arrays that a moving average lacks and the trained network gives it. */
  readonly completed: readonly string[];
  /** What a logit layer has saved as arrays, by the layer's own names. */
  readonly logitLayer: StateDict;
}

/** Which arrays of a file are asked for. */
export interface ArrayChoice {
  readonly choice: WeightChoice;
  /** The keys that lead to the state dict, with dots between them. */
  readonly key?: string | undefined;
  /** What stands before the names of the network's arrays. */
  readonly prefix?: string | undefined;
}

/** Counters of batches (BatchNorm), of averaged steps, and those that thop adds to every module. */
const COUNTER = /(^|\.)(num_batches_tracked|n_averaged|total_ops|total_params)$/;
/** A second copy of the first stage, which the WideResNet of TRADES makes and never runs. */
const UNUSED = 'sub_block1.';
/** What averages record of themselves. */
const AVERAGE_SETTING = /^(decay|num_updates|initted|step)$/;
const LOGIT_LAYER = 'logit_layer.';

/**
 * Finds a network's arrays in a file.
 * @throws Fault where there are none, or none of the choice, or where they are no arrays of numbers
 */
export function findNetworkArrays(file: TorchFile, { choice, key, prefix }: ArrayChoice): NetworkArrays {
  const container = findContainer(file.root, { choice, key }, file.path);
  const given = prefix === undefined ? [] : [givenPrefix(prefix, container, file.path)];
  const unwrapped = unwrap(file, container.arrays, [...given, ...layouts[choice]]);
  requireArrays(container, unwrapped, file.path);
  const averaged = container.averaged || unwrapped.layouts.some((layout) => layout.averaged === true);
  if (choice === 'averaged' && !averaged) {
    throw new Fault({ what: 'holds no averaged weights', where: file.path, remedy: 'leave out --ema' });
  }
  const { arrays, completed } =
    choice === 'averaged'
      ? averageOf(unwrapped.arrays, trainedArrays(file))
      : { arrays: unwrapped.arrays, completed: [] };
  const isCounter = (name: string): boolean =>
    COUNTER.test(name) || (choice === 'averaged' && AVERAGE_SETTING.test(name));
  const all = [...arrays];
  return {
    weights: new Map(
      all.filter(([name]) => !isCounter(name) && !name.startsWith(UNUSED) && !name.startsWith(LOGIT_LAYER)),
    ),
    container,
    unwrapped,
    counters: all.map(([name]) => name).filter(isCounter),
    unused: all.map(([name]) => name).filter((name) => name.startsWith(UNUSED) && !isCounter(name)),
    completed: completed.filter((name) => !isCounter(name)),
    logitLayer: new Map(
      all
        .filter(([name]) => name.startsWith(LOGIT_LAYER))
        .map(([name, tensor]) => [name.slice(LOGIT_LAYER.length), tensor]),
    ),
  };
}

/** The trained network beside an average; no arrays where the file holds the average alone. */
function trainedArrays(file: TorchFile): StateDict {
  try {
    return unwrap(file, findContainer(file.root, { choice: 'trained' }, file.path).arrays, layouts.trained).arrays;
  } catch (error) {
    if (error instanceof Fault) return new Map();
    throw error;
  }
}
