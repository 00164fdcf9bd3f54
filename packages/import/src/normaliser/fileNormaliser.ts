import { describeConstants, shortNumbers, type Model, type NetworkRecord } from '@bcos-bench/formats';
import type { TorchFile } from '@bcos-bench/torch-file';
import type { Normalisation } from '@bcos-bench/vocabulary';
import type { NetworkArrays } from '../networkArrays.js';
import type { NormaliserEvidence } from './chooseNormaliser.js';
import { readConstants, unlessIdentity } from './normaliserConstants.js';
import { statedByArrays, type FileStatement } from './statedNormaliser.js';
import { normaliserPairs } from './wrapperNormaliser.js';

const CHANNELS: Readonly<Record<Model['encoding'], number>> = { rgb: 3, 'rgb+inverse': 6 };

/**
 * What a file says of its network's normaliser, and which of its arrays may be one though it says nothing.
 * @param exported what `bcos-export` has recorded in it
 */
export function fileNormaliser(
  file: TorchFile,
  { container, unwrapped }: NetworkArrays,
  exported: NetworkRecord | null,
  encoding: Model['encoding'],
): Pick<NormaliserEvidence, 'file' | 'suspects'> {
  const channels = CHANNELS[encoding];
  const suspects = normaliserPairs(container.arrays).flatMap((arrays) => {
    const { constants } = readConstants(file, arrays, channels);
    if (constants === null) return [];
    const [mean, std] = arrays.names;
    return [`${mean} (${shortNumbers(constants.mean)})`, `${std} (${shortNumbers(constants.std)})`];
  });
  const byArrays = statedByArrays(file, unwrapped.normalisers, channels);
  return { file: exported === null ? byArrays : statedTogether(exported, byArrays), suspects };
}

/** What a record of `bcos-export` and arrays state together: they may not contradict each other. */
function statedTogether({ normalisation }: NetworkRecord, byArrays: FileStatement): FileStatement {
  const recorded = { constants: unlessIdentity(normalisation), detail: 'record of bcos-export' };
  if (byArrays.kind === 'unclear') return byArrays;
  if (byArrays.kind === 'stated' && inFloat32(byArrays.normaliser.constants) !== inFloat32(recorded.constants)) {
    const held = [byArrays.normaliser, recorded].map(
      ({ constants, detail }) => `${detail} (${describeConstants(constants)})`,
    );
    return { kind: 'unclear', what: `it holds two normalisers, ${held.join(' and ')}` };
  }
  return { kind: 'stated', normaliser: recorded };
}

/** Constants as buffers hold them: the record has them in float64. */
function inFloat32(constants: Normalisation): string {
  return JSON.stringify(constants, (_, value: unknown) => (typeof value === 'number' ? Math.fround(value) : value));
}
