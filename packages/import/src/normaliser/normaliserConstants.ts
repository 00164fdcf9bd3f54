import { shortNumbers } from '@bcos-bench/formats';
import type { Normalisation } from '@bcos-bench/vocabulary';
import type { TensorReference, TorchFile } from '@bcos-bench/torch-file';
import { inUnitRange } from './normaliserNumbers.js';
import type { NormaliserArrays } from './wrapperNormaliser.js';

/** What arrays say of a normaliser, or why they say nothing that can be used. */
export type ReadConstants =
  { readonly constants: Normalisation; readonly odd: null } | { readonly constants: null; readonly odd: string };

/**
 * The numbers of a normaliser's arrays, one a channel: null where they change nothing. One number is that of all channels, and an
 * array of images' shape must be the same all over a channel.
 * @param channels channels of the network's input: 3, or 6 with the inverses
 */
export function readConstants(
  file: TorchFile,
  { mean, std, names }: NormaliserArrays,
  channels: number,
): ReadConstants {
  const means = channelNumbers(file, mean, channels);
  const stds = channelNumbers(file, std, channels);
  if (means === null || stds === null) {
    const shapes = [mean, std].map(({ shape }) => `[${shape.join(', ')}]`);
    return odd(
      `its normaliser ${names.join(', ')} is of ${shapes.join(' and ')}, not a number for each of ${channels} channels`,
    );
  }
  if (!means.every(Number.isFinite) || !stds.every((value) => value > 0 && Number.isFinite(value))) {
    return odd(`its normaliser takes away ${means.join(', ')} and divides by ${stds.join(', ')}`);
  }
  if (means.some((value) => value > 1)) {
    const scaled = `--mean ${inUnitRange(means)} --std ${inUnitRange(stds)}`;
    return odd(`its normaliser takes away ${shortNumbers(means)}: if it is of images in [0,255], that is ${scaled}`);
  }
  return { constants: unlessIdentity({ mean: means, std: stds }), odd: null };
}

/** A normaliser; null where it changes nothing. */
export function unlessIdentity(constants: Normalisation): Normalisation {
  if (constants === null) return null;
  const changes = constants.mean.some((value) => value !== 0) || constants.std.some((value) => value !== 1);
  return changes ? constants : null;
}

function odd(what: string): ReadConstants {
  return { constants: null, odd: what };
}

/** A number for each channel; null where the array has other than that. */
function channelNumbers(file: TorchFile, tensor: TensorReference, channels: number): number[] | null {
  const shape = tensor.shape.filter((length) => length !== 1);
  const [first, ...within] = shape;
  if (first !== undefined && (first !== channels || within.length > 2)) return null;
  const numbers = [...file.readTensor(tensor)];
  const [one] = numbers;
  if (first === undefined) return one === undefined ? null : new Array<number>(channels).fill(one);
  const pixels = numbers.length / channels;
  const rows = Array.from({ length: channels }, (_, channel) =>
    numbers.slice(channel * pixels, (channel + 1) * pixels),
  );
  const constants = rows.flatMap((row) => row.slice(0, 1));
  return rows.every((row, channel) => row.every((value) => Object.is(value, constants[channel]))) ? constants : null;
}
