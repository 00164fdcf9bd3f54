import {
  openImages,
  readAttackSetting,
  readExamples,
  type AttackSetting,
  type ImageRows,
  type SplitName,
} from '@bcos-bench/formats';
import type { Network } from '@bcos-bench/models';
import { at, Fault, numbersOf, sameShape, shapeText, withChannels, type TensorShape } from '@bcos-bench/vocabulary';

/** Images that a network evaluates. */
export interface PredictedImages {
  readonly index: Int32Array;
  readonly labels: Int32Array;
  /** Of each image, as `image` gives it. */
  readonly shape: TensorShape;
  /** The attack that made them, as far as its summary says; null where they are those of a split. */
  readonly attack: AttackSetting['attack'] | null;
  /** Whether they have the inverse channels of a B-cos network already. */
  readonly isEncoded: boolean;
  /** The image at a place of `index`: bytes, or numbers in [0,1]. */
  readonly image: (place: number) => Uint8Array | Float32Array;
}

/** The images of a split as they are. */
export function splitImages(images: ImageRows): PredictedImages {
  return { ...images, attack: null, isEncoded: false };
}

/** Where attacked images are, and the data that they were made of. */
export interface AttackedImages {
  /** The folder of the attack. */
  readonly attack: string;
  readonly data: string;
  readonly split: SplitName;
  readonly limit: number | undefined;
}

/**
 * The images that an attack kept, in the order of their index, with the labels of the data.
 * @throws Fault where it kept none, where the data have no such image, or where they are of another split or of another size
 */
export function attackedImages({ attack, data, split, limit }: AttackedImages): PredictedImages {
  const wrong = (what: string, remedy: string): Fault => new Fault({ what, where: attack, remedy });
  const setting = readAttackSetting(attack);
  if (setting.split !== undefined && setting.split !== split) {
    throw wrong(`its images are of split '${setting.split}', not '${split}'`, `write --split ${setting.split}`);
  }
  const { index, shape, values } = readExamples(attack);
  const rows = openImages(data, split);
  if (!sameShape(withChannels(rows.shape, 0), withChannels(shape, 0))) {
    throw wrong(
      `its images are of ${shapeText(shape)}, and those of ${data} of ${shapeText(rows.shape)}`,
      'name the data that it attacked',
    );
  }
  if (index.length === 0) throw wrong('it kept no images', 'attack again with --keep');
  const places = new Map([...rows.index].map((image, place) => [image, place]));
  const taken = index.slice(0, limit);
  const labels = taken.map((image) => {
    const place = places.get(image);
    if (place === undefined)
      throw wrong(`its image ${image} is not in split '${split}' of ${data}`, 'name the data that it attacked');
    return at(rows.labels, place);
  });
  const width = numbersOf(shape);
  return {
    index: taken,
    labels,
    shape,
    attack: setting.attack,
    isEncoded: shape[2] !== rows.shape[2],
    image: (place) => values.subarray(place * width, (place + 1) * width),
  };
}

/**
 * Checks that a network can take attacked images: those with inverse channels fit only networks that add the same ones.
 * @param attack where they are, for the error
 * @throws Fault where it cannot
 */
export function requireFittingChannels(network: Network, { shape, isEncoded }: PredictedImages, attack: string): void {
  if (!isEncoded || shape[2] === network.channels) return;
  const what = `its images have ${shape[2]} channels, inverse ones among them, and ${network.architecture.name} takes ${network.channels}`;
  throw new Fault({ what, where: attack, remedy: 'attack with --threat pixel: such images fit any network' });
}
