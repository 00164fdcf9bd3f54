import { NETWORK_RECORD, parseNetworkRecord, type NetworkRecord } from '@bcos-bench/formats';
import { asDict, type PickleDict, type PickleValue, type TorchFile } from '@bcos-bench/torch-file';
import type { ArchitectureGuess } from './architectureGuess.js';
import type { StateDict } from './stateDict.js';

/**
 * What `bcos-export` has recorded of a network beside its arrays; null where the file was made otherwise.
 * @param arrays those of the file's state dict
 * @throws Fault where the record cannot be read
 */
export function exportedNetwork(file: TorchFile, arrays: StateDict): NetworkRecord | null {
  const text = dictOf(file.root, arrays)?.texts?.get(NETWORK_RECORD);
  return text === undefined ? null : parseNetworkRecord(text, file.path);
}

/** The dict that holds the arrays: the file itself, or what stands under a key of it. */
function dictOf(root: PickleValue, arrays: StateDict): PickleDict | null {
  const outer = asDict(root);
  if (outer === null) return null;
  const dicts = [outer, ...[...outer.entries.values()].map(asDict)];
  return dicts.find((dict) => dict !== null && holds(dict, arrays)) ?? null;
}

function holds({ entries }: PickleDict, arrays: StateDict): boolean {
  return arrays.size > 0 && [...arrays].every(([name, tensor]) => entries.get(name) === tensor);
}

/** A guess, with what the arrays do not show as a record of the same network has it. */
export function guessWith(guess: ArchitectureGuess, record: NetworkRecord | null): ArchitectureGuess {
  if (record === null || !isOf(record, guess)) return guess;
  const { norm } = record.architecture;
  if (norm !== guess.architecture.norm && !guess.otherNorms.includes(norm)) return guess;
  const { name } = record.architecture;
  return { ...guess, architecture: { ...guess.architecture, name, norm }, otherNorms: [], otherNames: [] };
}

/** Whether a record is of the network that the arrays show: somebody may have changed them since. */
export function isOf({ architecture, classes }: NetworkRecord, guess: ArchitectureGuess): boolean {
  const { name, maxOut } = guess.architecture;
  const isNamed = [name, ...guess.otherNames].includes(architecture.name);
  return isNamed && architecture.maxOut === maxOut && classes.length === guess.classes;
}
