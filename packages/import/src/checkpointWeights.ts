import { at, Fault } from '@bcos-bench/vocabulary';
import type { ArraySource } from '@bcos-bench/formats';
import type { TensorReference, TorchFile } from '@bcos-bench/torch-file';
import type { StateDict } from './stateDict.js';

/** Arrays of a file as a checkpoint's: each is read, rounded to float32 and checked when it is written. */
export function checkpointWeights(file: TorchFile, arrays: StateDict): Map<string, ArraySource> {
  return new Map(
    [...arrays].map(([name, tensor]) => [
      name,
      { shape: tensor.shape, read: () => requireFinite(name, file.readTensor(tensor), file.path) },
    ]),
  );
}

function requireFinite(name: string, values: Float32Array, where: string): Float32Array {
  const place = values.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return values;
  const what = `${name} has ${values[place]} at place ${place}`;
  throw new Fault({ what, where, remedy: 'such a network predicts nothing: take the checkpoint of an earlier epoch' });
}

/** The kinds of number that weights may be saved as. */
const WEIGHT_DTYPES: ReadonlySet<string> = new Set([
  'float64',
  'float32',
  'float16',
  'bfloat16',
  'float8_e4m3fn',
  'float8_e5m2',
]);

/**
 * Checks that arrays are of real numbers.
 * @returns the kinds of number that there are, sorted
 * @throws Fault that names every array that is not
 */
export function requireFloats(arrays: StateDict, where: string): string[] {
  const others = [...arrays].filter(([, { dtype }]: [string, TensorReference]) => !WEIGHT_DTYPES.has(dtype));
  if (others.length > 0) {
    const what = `weights are ${[...WEIGHT_DTYPES].join(', ')}, and ${listed(others)}`;
    throw new Fault({ what, where, remedy: 'save the weights of the network as it was trained' });
  }
  return [...new Set([...arrays.values()].map(({ dtype }) => dtype))].sort();
}

/** Which arrays are of each of the kinds: the first by name, the others by their number. */
function listed(arrays: readonly (readonly [string, TensorReference])[]): string {
  const kinds = [...new Set(arrays.map(([, { dtype }]) => dtype))];
  return kinds
    .map((kind) => {
      const names = arrays.filter(([, { dtype }]) => dtype === kind).map(([name]) => name);
      const first = at(names, 0);
      return names.length === 1 ? `${first} is ${kind}` : `${first} and ${names.length - 1} others are ${kind}`;
    })
    .join(', ');
}
