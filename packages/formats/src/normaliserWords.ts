import type { Model } from './checkpoint.js';
import type { Normalisation, NormalisationOrigin } from '@bcos-bench/vocabulary';

/** Numbers with four digits each, as they are written in papers. */
export function shortNumbers(numbers: readonly number[]): string {
  return numbers.map((value) => String(Number(value.toPrecision(4)))).join(', ');
}

/** A normaliser's constants in a few words: `mean 0.4914, 0.4822, 0.4465, std 0.247, 0.2435, 0.2616`, or `none`. */
export function describeConstants(constants: Normalisation): string {
  if (constants === null) return 'none';
  return `mean ${shortNumbers(constants.mean)}, std ${shortNumbers(constants.std)}`;
}

/** Who says which normaliser a network has, in a few words. */
export function describeOrigin({ from, detail }: NormalisationOrigin): string {
  return originWords[from](detail);
}

const originWords: Readonly<Record<NormalisationOrigin['from'], (detail: string) => string>> = {
  file: (detail) => `in the file: ${detail}`,
  flag: (detail) => `by ${detail}`,
  data: (detail) => `of the training images of ${detail}`,
  architecture: (detail) => `as ${detail} is trained with`,
};

/** A network's normaliser and who says so. */
export function describeNormaliser({
  encoding,
  normalisation,
  normalisationOrigin: origin,
}: Pick<Model, 'encoding' | 'normalisation' | 'normalisationOrigin'>): string {
  if (encoding === 'rgb+inverse' && normalisation === null) {
    return 'none: a B-cos network takes images in [0,1] with their inverses';
  }
  const constants = describeConstants(normalisation);
  return origin === undefined ? constants : `${constants} (${describeOrigin(origin)})`;
}
