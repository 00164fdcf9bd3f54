import { shortNumbers, type Model } from '@bcos-bench/stage';
import type { TorchFile } from '@bcos-bench/torch-file';
import type { NetworkArrays } from '../networkArrays.js';
import type { NormaliserEvidence } from './chooseNormaliser.js';
import { readConstants } from './normaliserConstants.js';
import { statedByArrays } from './statedNormaliser.js';
import { normaliserPairs } from './wrapperNormaliser.js';

const CHANNELS: Readonly<Record<Model['encoding'], number>> = { rgb: 3, 'rgb+inverse': 6 };

/** What a file says of its network's normaliser, and which of its arrays may be one though it says nothing. */
export function fileNormaliser(
  file: TorchFile,
  { container, unwrapped }: NetworkArrays,
  encoding: Model['encoding'],
): Pick<NormaliserEvidence, 'file' | 'suspects'> {
  const channels = CHANNELS[encoding];
  const suspects = normaliserPairs(container.arrays).flatMap((arrays) => {
    const { constants } = readConstants(file, arrays, channels);
    if (constants === null) return [];
    const [mean, std] = arrays.names;
    return [`${mean} (${shortNumbers(constants.mean)})`, `${std} (${shortNumbers(constants.std)})`];
  });
  return { file: statedByArrays(file, unwrapped.normalisers, channels), suspects };
}
