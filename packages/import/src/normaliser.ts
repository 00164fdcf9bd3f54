import type { Normalisation } from '@bcos-bench/models';
import { Fault, type Model } from '@bcos-bench/stage';
import type { TorchFile } from '@bcos-bench/torch-file';
import type { Unwrapped } from './unwrap.js';

const CHANNELS: Readonly<Record<Model['encoding'], number>> = { rgb: 3, 'rgb+inverse': 6 };

/**
 * The normaliser of a file as a network's; null where it changes nothing.
 * @throws Fault where it is of another number of channels, or divides by what is not above 0
 */
export function readNormaliser(
  file: TorchFile,
  { mean, std }: NonNullable<Unwrapped['normaliser']>,
  encoding: Model['encoding'],
): Normalisation {
  const [means, stds] = [mean, std].map((tensor) => [...file.readTensor(tensor)]);
  const channels = CHANNELS[encoding];
  if (means?.length !== channels || stds?.length !== channels) {
    const what = `its normaliser is of ${means?.length} channels, and the network's input has ${channels}`;
    throw new Fault({ what, where: file.path, remedy: 'give the architecture that the weights were trained with' });
  }
  if (!means.every(Number.isFinite) || !stds.every((value) => value > 0 && Number.isFinite(value))) {
    const what = `its normaliser takes away ${means.join(', ')} and divides by ${stds.join(', ')}`;
    throw new Fault({ what, where: file.path, remedy: 'mend the file' });
  }
  const changes = means.some((value) => value !== 0) || stds.some((value) => value !== 1);
  return changes ? { mean: means, std: stds } : null;
}
