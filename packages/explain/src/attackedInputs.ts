import type { Network } from '@bcos-bench/models';
import { numbersOf, sameShape, shapeText, withChannels, Fault, type ImageShape } from '@bcos-bench/vocabulary';
import type { AttackedExamples } from './attackedExamples.js';
import { encodedInputs } from './encodedInputs.js';

/**
 * The attacked images of the numbers `index`, in that order, as the network's inputs. An attack that moved the encoded
 * input has kept just that; one that moved the image has kept the image, which is encoded here.
 * @returns [N, rows, columns, channels] in [0,1]
 * @throws Fault where the attack has not kept an image, was on a network with other inputs, or is not in [0,1]
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
      what: `the attacked images are of ${shapeText(examples.shape)}, and the network takes ${shapeText(withChannels(shape, channels))}`,
      where: examples.folder,
      remedy: 'give an attack on this network and these data',
    });
  }
  const kept = keptImages(examples, index);
  return isInput ? kept : encodedInputs(kept, shape, encoding);
}

function keptImages(examples: AttackedExamples, index: Int32Array): Float32Array {
  const { folder, index: keptIndex, shape, values } = examples;
  const size = numbersOf(shape);
  const rowOf = new Map([...keptIndex].map((image, row) => [image, row]));
  const images = new Float32Array(index.length * size);
  for (const [place, image] of index.entries()) {
    const row = rowOf.get(image);
    if (row === undefined) {
      throw new Fault({
        what: `the attack kept ${keptIndex.length} images, and not image ${image}`,
        where: folder,
        remedy: `attack again with --keep ${index.length} or more, or explain fewer images with --limit`,
      });
    }
    const attacked = values.subarray(row * size, (row + 1) * size);
    if (!attacked.every((value) => value >= 0 && value <= 1)) {
      throw new Fault({
        what: `attacked image ${image} is not in [0,1]`,
        where: folder,
        remedy: 'run the attack again with bcos-attack',
      });
    }
    images.set(attacked, place * size);
  }
  return images;
}
