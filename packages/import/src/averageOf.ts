import type { StateDict } from './stateDict.js';
import { isBuffer } from './averagedContainers.js';

/** A moving average as a network's arrays, and what of them is the trained network's. */
export interface CompletedAverage {
  readonly arrays: StateDict;
  /** Buffers that the average lacks: those of the trained network are taken. */
  readonly completed: readonly string[];
}

/**
 * Completes a moving average from the trained network beside it: with its buffers, which many averages leave out, and with its names
 * where the average has them without dots, as buffers of a module must be called.
 */
export function averageOf(averages: StateDict, trained: StateDict): CompletedAverage {
  const arrays = new Map([...averages].map(([name, tensor]) => [dottedName(name, averages, trained), tensor]));
  const missing = [...trained].filter(([name]) => isBuffer(name) && !arrays.has(name));
  return { arrays: new Map([...arrays, ...missing]), completed: missing.map(([name]) => name) };
}

function dottedName(name: string, averages: StateDict, trained: StateDict): string {
  if ([...averages.keys()].some((other) => other.includes('.'))) return name;
  return [...trained.keys()].find((dotted) => dotted.replaceAll('.', '') === name) ?? name;
}
