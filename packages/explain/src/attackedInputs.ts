import type { Network } from '@bcos-bench/models';
import { Fault } from '@bcos-bench/vocabulary/fault';
import type { AttackedExamples } from './attackedExamples.js';
import { SIDE } from './side.js';
import { encodedInputs, PICTURE_CHANNELS } from './encodedInputs.js';

/**
 * The attacked pictures of the numbers `index`, in that order, as the network's inputs. An attack that moved the encoded
 * input has kept just that; one that moved the picture has kept the picture, which is encoded here.
 * @returns [N, 32, 32, channels] in [0,1]
 * @throws Fault where the attack has not kept a picture, was on a network with other inputs, or is not in [0,1]
 */
export function attackedInputs(
  examples: AttackedExamples,
  index: Int32Array,
  { encoding, channels }: Pick<Network, 'encoding' | 'channels'>,
): Float32Array {
  if (examples.channels !== channels && examples.channels !== PICTURE_CHANNELS) {
    throw new Fault({
      what: `the attacked pictures have ${examples.channels} channels, and the network takes ${channels}`,
      where: examples.folder,
      remedy: 'give an attack on this network',
    });
  }
  const kept = keptPictures(examples, index);
  return examples.channels === channels ? kept : encodedInputs(kept, encoding);
}

function keptPictures(examples: AttackedExamples, index: Int32Array): Float32Array {
  const { folder, index: keptIndex, channels, values } = examples;
  const size = SIDE * SIDE * channels;
  const rowOf = new Map([...keptIndex].map((picture, row) => [picture, row]));
  const pictures = new Float32Array(index.length * size);
  for (const [place, picture] of index.entries()) {
    const row = rowOf.get(picture);
    if (row === undefined) {
      throw new Fault({
        what: `the attack kept ${keptIndex.length} pictures, and not picture ${picture}`,
        where: folder,
        remedy: `attack again with --keep ${index.length} or more, or explain fewer pictures with --limit`,
      });
    }
    const attacked = values.subarray(row * size, (row + 1) * size);
    if (!attacked.every((value) => value >= 0 && value <= 1)) {
      throw new Fault({
        what: `attacked picture ${picture} is not in [0,1]`,
        where: folder,
        remedy: 'run the attack again with bcos-attack',
      });
    }
    pictures.set(attacked, place * size);
  }
  return pictures;
}
