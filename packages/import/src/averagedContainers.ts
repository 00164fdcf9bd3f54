import { asTensor, type PickleValue, type TensorReference } from '@bcos-bench/torch-file';
import { AVERAGED_KEYS, TRAINED_KEYS } from './containerKeys.js';
import { entriesOf } from './keyPath.js';
import { arrayDict, type ArrayDict, type StateDict } from './stateDict.js';

/** A moving average of weights in a file: by name, or as a list in the order of the network's parameters. */
export interface AveragedContainer {
  /** The keys that lead to it, with dots between them. */
  readonly key: string;
  readonly held: ArrayDict | readonly TensorReference[];
}

/** How deep averages are looked for: those of a callback lie at `callbacks.NAME.KEY`. */
const DEPTH = 4;

/** Every moving average that a file holds under a key of its own, the nearest to the outermost dict first. */
export function averagedContainers(root: PickleValue): AveragedContainer[] {
  const found = within(root, '', DEPTH, false);
  const byLightning = entriesOf(root).some(([key]) => key === 'averaging_state')
    ? entriesOf(root).find(([key]) => key === 'state_dict')
    : undefined;
  const held = arrayDict(byLightning?.[1]);
  const own = held === null ? [] : [{ key: 'state_dict', held }];
  return [...own, ...found].sort((a, b) => a.key.split('.').length - b.key.split('.').length);
}

/** @param averaged whether a key above says that what is below it is an average */
function within(value: PickleValue, path: string, depth: number, averaged: boolean): AveragedContainer[] {
  if (depth === 0) return [];
  return entriesOf(value).flatMap(([name, entry]) => {
    const key = path === '' ? name : `${path}.${name}`;
    const named = AVERAGED_KEYS.has(name) || (averaged && TRAINED_KEYS.includes(name));
    const held = named ? (arrayDict(entry) ?? tensorList(entry)) : null;
    return held === null ? within(entry, key, depth - 1, averaged || named) : [{ key, held }];
  });
}

function tensorList(value: PickleValue): readonly TensorReference[] | null {
  if (typeof value !== 'object' || (value?.kind !== 'list' && value?.kind !== 'tuple')) return null;
  const tensors = value.items.map(asTensor).filter((tensor) => tensor !== null);
  return tensors.length > 0 && tensors.length === value.items.length ? tensors : null;
}

/** Arrays that a network has and that no optimiser changes, so that averages leave them out. */
const BUFFER = /(^|\.)(running_mean|running_var|num_batches_tracked|(\w+_)?(mean|means|std|stds|mu|sigma))$/;

/** Whether an array of this name is a buffer: not trained, but measured or given. */
export function isBuffer(name: string): boolean {
  return BUFFER.test(name);
}

/**
 * The names of averages without names: those of the trained arrays in the same order, all of them or without buffers, whichever has
 * the same number and shapes; null where neither has.
 */
export function namedAverages(averages: readonly TensorReference[], trained: StateDict): StateDict | null {
  const all = [...trained];
  const withoutCounters = all.filter(([name]) => !name.endsWith('num_batches_tracked'));
  const parameters = all.filter(([name]) => !isBuffer(name));
  const fits = [all, withoutCounters, parameters].find(
    (named) =>
      named.length === averages.length && named.every(([, { shape }], i) => shape.join() === averages[i]?.shape.join()),
  );
  if (fits === undefined) return null;
  return new Map(
    fits.flatMap(([name], i) => {
      const average = averages[i];
      return average === undefined ? [] : [[name, average] as const];
    }),
  );
}
