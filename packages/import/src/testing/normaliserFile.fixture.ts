import type { TorchFile } from '@bcos-bench/torch-file';
import type { NormaliserArrays } from '../normaliser/wrapperNormaliser.js';
import { memoryFile, tensorOf } from './memoryFile.fixture.js';

/** Numbers, and the shape of their array; `[numbers.length]` unless given. */
export interface ShapedNumbers {
  readonly numbers: readonly number[];
  readonly shape?: readonly number[];
}

/** A file that holds normalisers by the names of their modules, and their arrays. */
export function normaliserFile(modules: Readonly<Record<string, { mean: ShapedNumbers; std: ShapedNumbers }>>): {
  readonly file: TorchFile;
  readonly arrays: readonly NormaliserArrays[];
} {
  const storages: Record<string, readonly number[]> = {};
  const arrays = Object.entries(modules).map(([module, { mean, std }]): NormaliserArrays => {
    const names = [`${module}.mean`, `${module}.std`] as const;
    storages[names[0]] = mean.numbers;
    storages[names[1]] = std.numbers;
    return {
      mean: tensorOf(names[0], mean.shape ?? [mean.numbers.length]),
      std: tensorOf(names[1], std.shape ?? [std.numbers.length]),
      names,
    };
  });
  return { file: memoryFile(null, storages), arrays };
}
