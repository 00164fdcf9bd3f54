import type { Network } from '@bcos-bench/models';
import { numbersOf, sameShape, shapeText, withChannels, type ImageShape } from '@bcos-bench/vocabulary';
import { Fault } from '@bcos-bench/vocabulary/fault';
import type { AttackedExamples } from './attackedExamples.js';
import { encodedInputs } from './encodedInputs.js';

/**
 * The attacked pictures of the numbers `index`, in that order, as the network's inputs. An attack that moved the encoded
 * input has kept just that; one that moved the picture has kept the picture, which is encoded here.
 * @returns [N, rows, columns, channels] in [0,1]
 * @throws Fault where the attack has not kept a picture, was on a network with other inputs, or is not in [0,1]
 */
export function attackedInputs(
  examples: AttackedExamples,
  index: Int32Array,
  { encoding, channels }: Pick<Network, 'encoding' | 'channels'>,
  shape: ImageShape,
): Float32Array {
  const isInput = sameShape(examples.shape, withChannels(shape, channels));
  if (!isInput && !sameShape(examples.shape, shape)) {
    throw new Fault({
      what: `the attacked pictures are of ${shapeText(examples.shape)}, and the network takes ${shapeText(withChannels(shape, channels))}`,
      where: examples.folder,
      remedy: 'give an attack on this network and these data',
    });
  }
  const kept = keptPictures(examples, index);
  return isInput ? kept : encodedInputs(kept, shape, encoding);
}

function keptPictures(examples: AttackedExamples, index: Int32Array): Float32Array {
  const { folder, index: keptIndex, shape, values } = examples;
  const size = numbersOf(shape);
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
