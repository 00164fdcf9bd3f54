import { join } from 'node:path';
import { architectureNamed, buildNetwork, initialWeights, type ArchitectureChoices } from '@bcos-bench/models';
import type { NamedArray } from '@bcos-bench/formats';
import { writeTorchFile } from '@bcos-bench/torch-file';

/** Untrained weights of a network under its own names. */
export function weightsOf(name: string, choices: ArchitectureChoices = {}, classes = 10): Map<string, NamedArray> {
  return initialWeights(buildNetwork(architectureNamed(name, choices), classes, null).parameters, 1);
}

/** The same arrays with `prefix` before every name. */
export function prefixed(prefix: string, arrays: ReadonlyMap<string, NamedArray>): Map<string, NamedArray> {
  return new Map([...arrays].map(([name, array]) => [`${prefix}${name}`, array]));
}

/** An array of as many numbers as are given. */
export function vector(...numbers: readonly number[]): NamedArray {
  return { shape: [numbers.length], data: Float32Array.from(numbers) };
}

/** Arrays of a network as the robustness package saves them: with a normaliser, and twice. */
export function attackerModel(arrays: ReadonlyMap<string, NamedArray>): Map<string, NamedArray> {
  const normaliser = new Map([
    ['new_mean', { shape: [3, 1, 1], data: Float32Array.of(0.5, 0.25, 0.125) }],
    ['new_std', { shape: [3, 1, 1], data: Float32Array.of(0.25, 0.5, 1) }],
  ]);
  return prefixed(
    'module.',
    new Map([
      ...prefixed('normalizer.', normaliser),
      ...prefixed('model.', arrays),
      ...prefixed('attacker.normalize.', normaliser),
      ...prefixed('attacker.model.', arrays),
    ]),
  );
}

/** Writes a file into `folder` and returns its path. */
export async function writeFile(
  folder: string,
  name: string,
  arrays: ReadonlyMap<string, NamedArray>,
  texts: ReadonlyMap<string, string> = new Map(),
): Promise<string> {
  await writeTorchFile(join(folder, name), arrays, texts);
  return join(folder, name);
}
