import { Fault } from '@bcos-bench/vocabulary';
import type { PickleValue } from '@bcos-bench/torch-file';
import { averagedContainers, namedAverages, type AveragedContainer } from './averagedContainers.js';
import { TRAINED_KEYS } from './containerKeys.js';
import { entriesOf, valueAt } from './keyPath.js';
import { keysInWords, nothingFound } from './containerFault.js';
import { valueInWords } from './oddArray.js';
import { arrayDict, type ArrayDict } from './stateDict.js';
import type { WeightChoice } from './weightChoice.js';

/** Where a file keeps its weights. */
export interface Container extends ArrayDict {
  /** The keys that lead to the state dict, with dots between them; null where the file is the state dict. */
  readonly key: string | null;
  /** Whether the key says that these are averaged weights. */
  readonly averaged: boolean;
  /** What stands beside the weights: epochs, optimisers, settings. */
  readonly beside: readonly string[];
  /** The keys of moving averages that the file holds besides. */
  readonly averages: readonly string[];
}

/** Which of a file's weights are asked for. */
export interface ContainerChoice {
  readonly choice: WeightChoice;
  /** The keys that lead to them, with dots between them, where they are given. */
  readonly key?: string | undefined;
}

/** A state dict, and the keys that lead to it. */
interface Place {
  readonly path: readonly string[];
  readonly held: ArrayDict;
}

/**
 * Finds the weights in what a file holds.
 * @param where the file, for errors
 * @throws Fault where there are none, or several of which none has a usual key
 */
export function findContainer(root: PickleValue, { choice, key }: ContainerChoice, where: string): Container {
  if (key !== undefined) return containerOf(root, givenPlace(root, key, where), choice === 'averaged');
  const [average] = averagedContainers(root);
  if (choice === 'averaged' && average !== undefined) return averagedContainer(root, average, where);
  return containerOf(root, usualPlace(root, where), false);
}

function containerOf(root: PickleValue, { path, held }: Place, averaged: boolean): Container {
  const [outermost] = path;
  const key = outermost === undefined ? null : path.join('.');
  const beside = entriesOf(root).map(([name]) => name);
  return {
    ...held,
    key,
    averaged,
    beside: beside.filter((name) => (key === null ? !held.arrays.has(name) : name !== outermost)),
    averages: averagedContainers(root)
      .map((average) => average.key)
      .filter((name) => name !== key),
  };
}

function averagedContainer(root: PickleValue, { key, held }: AveragedContainer, where: string): Container {
  const path = [key];
  if ('arrays' in held) return { ...containerOf(root, { path, held }, true), beside: outsideOf(root, key) };
  const trained = usualPlace(root, where).held.arrays;
  const arrays = namedAverages(held, trained);
  if (arrays === null) {
    const what = `holds ${held.length} averaged arrays without names under ${key}, and they are not as many as the ${trained.size} trained ones, or of other shapes`;
    throw new Fault({ what, where, remedy: 'save the averaged state dict under the key state_dict_ema' });
  }
  const container = containerOf(root, { path, held: { arrays, others: new Map() } }, true);
  return { ...container, beside: outsideOf(root, key) };
}

/** The keys of the outermost dict that do not lead to `key`. */
function outsideOf(root: PickleValue, key: string): string[] {
  return entriesOf(root)
    .map(([name]) => name)
    .filter((name) => key !== name && !key.startsWith(`${name}.`));
}

function givenPlace(root: PickleValue, key: string, where: string): Place {
  const value = valueAt(root, key);
  const remedy = `give another --key; ${keysInWords(root)}`;
  if (value === undefined) throw new Fault({ what: `holds nothing under the key ${key}`, where, remedy });
  const held = arrayDict(value);
  if (held !== null) return { path: [key], held };
  const inner = knownPlace(value, [key]);
  if (inner !== null) return inner;
  throw new Fault({ what: `holds ${valueInWords(value)} under the key ${key}, no dict of weights`, where, remedy });
}

function usualPlace(root: PickleValue, where: string): Place {
  const place = knownPlace(root, []);
  if (place !== null) return place;
  const own = arrayDict(root);
  if (own !== null) return { path: [], held: own };
  return onlyItem(root, where);
}

/** How deep state dicts lie in one another: `state.model`, `state_dict.state_dict`. */
const DEPTH = 3;

/** The state dict under usual keys, one within another. */
function knownPlace(value: PickleValue, path: readonly string[]): Place | null {
  if (path.length > DEPTH) return null;
  const entries = new Map(entriesOf(value));
  for (const key of TRAINED_KEYS) {
    const entry = entries.get(key);
    if (entry === undefined) continue;
    const below = [...path, key];
    const held = arrayDict(entry);
    // A state dict within a state dict stands beside what describes it.
    const inner = held === null || held.arrays.size <= 1 ? knownPlace(entry, below) : null;
    const found = inner ?? (held === null ? null : { path: below, held });
    if (found !== null) return found;
  }
  return null;
}

/** The only state dict of a list. */
function onlyItem(root: PickleValue, where: string): Place {
  const isList = typeof root === 'object' && (root?.kind === 'list' || root?.kind === 'tuple');
  const places = (isList ? entriesOf(root) : []).flatMap(([key, item]) => {
    const held = arrayDict(item);
    const place = held === null ? knownPlace(item, [key]) : { path: [key], held };
    return place === null ? [] : [place];
  });
  const [only, second] = places;
  if (only !== undefined && second === undefined) return only;
  throw nothingFound(root, where);
}
