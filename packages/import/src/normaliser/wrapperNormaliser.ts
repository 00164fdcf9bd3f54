import type { TensorReference } from '@bcos-bench/torch-file';
import type { StateDict } from '../stateDict.js';

/** Two arrays of a file that are a normaliser: its means and its deviations. */
export interface NormaliserArrays {
  readonly mean: TensorReference;
  readonly std: TensorReference;
  /** Their names in the file. */
  readonly names: readonly [mean: string, std: string];
}

/** What programs call the buffers of a normaliser: means, and the deviations that go with them. */
const BUFFER_NAMES = [
  ['new_mean', 'new_std'],
  ['mean', 'std'],
  ['_mean', '_std'],
  ['mu', 'sigma'],
  ['mu', 'std'],
  ['mean', 'sigma'],
  ['means', 'stds'],
  ['means', 'sds'],
  ['mean', 'stdv'],
  ['channel_mean', 'channel_std'],
  ['channel_means', 'channel_sds'],
  ['channel_means', 'channel_stds'],
  ['image_mean', 'image_std'],
  ['img_mean', 'img_std'],
  ['pixel_mean', 'pixel_std'],
  ['input_mean', 'input_std'],
  ['data_mean', 'data_std'],
  ['dataset_mean', 'dataset_std'],
  ['norm_mean', 'norm_std'],
  ['normalize_mean', 'normalize_std'],
  ['normalizer_mean', 'normalizer_std'],
] as const;

/** Modules beside or around a network that may hold its normaliser; `0` is the first of a Sequential. */
const MODULE_NAME = /^(?:0|\w*norm\w*|pre_?proc\w*|\w*transforms?|standardi[sz]\w*)$/i;

/** Every pair of arrays that have the names of a normaliser, wherever they stand. */
export function normaliserPairs(arrays: StateDict): NormaliserArrays[] {
  const found: NormaliserArrays[] = [];
  const taken = new Set<string>();
  for (const [meanName, mean] of arrays) {
    const [module, own] = splitName(meanName);
    for (const [means, stds] of BUFFER_NAMES) {
      const stdName = `${module}${stds}`;
      const std = arrays.get(stdName);
      if (own !== means || std === undefined || taken.has(meanName)) continue;
      taken.add(meanName);
      found.push({ mean, std, names: [meanName, stdName] });
    }
  }
  return found;
}

/**
 * The normalisers of the network that a state dict holds: buffers of the outermost module itself, or of a module in it whose name
 * says that it normalises. Those of other modules, such as of a loss, are none of the network's.
 */
export function networkNormalisers(arrays: StateDict): NormaliserArrays[] {
  return normaliserPairs(arrays).filter(({ names: [meanName] }) => {
    const [outermost] = meanName.split('.');
    return outermost === meanName || (outermost !== undefined && MODULE_NAME.test(outermost));
  });
}

/** The module that holds an array, with its dot, and the array's own name. */
function splitName(name: string): readonly [module: string, own: string] {
  const dot = name.lastIndexOf('.') + 1;
  return [name.slice(0, dot), name.slice(dot)];
}
