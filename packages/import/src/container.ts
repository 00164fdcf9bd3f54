import { Fault } from '@bcos-bench/stage';
import { asDict, type PickleValue } from '@bcos-bench/torch-file';
import { tensorsOf, type StateDict } from './stateDict.js';
import type { WeightChoice } from './weightChoice.js';

/** Where a file keeps its weights. */
export interface Container {
  /** The key of the state dict; null where the file is the state dict. */
  readonly key: string | null;
  /** Whether the key says that these are averaged weights. */
  readonly averaged: boolean;
  readonly arrays: StateDict;
  /** What stands beside the weights: epochs, optimisers, settings. */
  readonly beside: readonly string[];
}

/** The keys under which training programs save weights, in the order in which they are tried. */
const CONTAINER_KEYS: Readonly<Record<WeightChoice, readonly string[]>> = {
  trained: ['state_dict', 'model_state_dict', 'model', 'net', 'network', 'weights', 'params'],
  averaged: ['state_dict_ema', 'model_ema', 'ema_state_dict', 'ema', 'params_ema'],
};

/**
 * Finds the weights in what a file holds.
 * @param where the file, for errors
 * @throws Fault where there are none
 */
export function findContainer(root: PickleValue, choice: WeightChoice, where: string): Container {
  const dict = asDict(root);
  if (dict === null) {
    const what = `holds ${describe(root)}, no dict of weights`;
    throw new Fault({ what, where, remedy: 'save it again with torch.save(model.state_dict(), FILE)' });
  }
  const keys = [...dict.entries.keys()].map(String);
  const names =
    choice === 'averaged' ? [...CONTAINER_KEYS.averaged, ...CONTAINER_KEYS.trained] : CONTAINER_KEYS.trained;
  for (const key of names) {
    const arrays = tensorsOf(dict.entries.get(key));
    if (arrays === null) continue;
    const averaged = CONTAINER_KEYS.averaged.includes(key);
    return { key, averaged, arrays, beside: keys.filter((other) => other !== key) };
  }
  const arrays = tensorsOf(root);
  if (arrays === null) {
    const what = keys.length === 0 ? 'holds an empty dict' : `holds no weights under its keys ${keys.join(', ')}`;
    throw new Fault({ what, where, remedy: `put a state dict under one of ${CONTAINER_KEYS.trained.join(', ')}` });
  }
  return { key: null, averaged: false, arrays, beside: keys.filter((key) => !arrays.has(key)) };
}

function describe(root: PickleValue): string {
  if (typeof root !== 'object' || root === null) return `the value ${String(root)}`;
  return root.kind === 'opaque' ? `an object of the class ${root.name}` : `a ${root.kind}`;
}
