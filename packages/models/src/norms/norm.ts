import { UsageFault } from '@bcos-bench/vocabulary';
import type { Layer } from '../layer.js';
import { batchNormLayer } from '../layers/batchNormLayer.js';
import { affine, linear, unaffine, type Affinity } from '../layers/affinity.js';
import { centred } from './centred.js';
import { normByBatch } from './normByBatch.js';
import { normByImage } from './normByImage.js';
import { channelOfBatch, channelOfImage, groupOfImage, image, pixel, wholeBatch, type Region } from './region.js';
import type { Standardisation } from './standardisation.js';
import { uncentred } from './uncentred.js';

/** The norms of `bcos.modules.norms`, by their names in its CIFAR-10 experiments; those that end in u do not centre. */
type NormBase = 'an' | 'bn' | 'gn' | 'in' | 'ln' | 'pn' | 'anu' | 'bnu' | 'gnu' | 'inu' | 'lnu' | 'pnu';

/** A norm's name: `none`, or one of 36. `-linear` has no bias, `-unaffine` neither weight nor bias. */
export type NormKind = 'none' | `${NormBase}${Affinity['suffix']}`;

/** Makes a norm of `channels` channels whose arrays' names begin with `name`. */
type NormFactory = (name: string, channels: number, epsilon?: number) => Layer;

type AffineNormFactory = (name: string, channels: number, affinity: Affinity, epsilon?: number) => Layer;

const byImage =
  (region: Region, standardisation: Standardisation): AffineNormFactory =>
  (name, channels, affinity, epsilon) =>
    normByImage(name, channels, { region, standardisation, affinity, epsilon });

const byWholeBatch =
  (standardisation: Standardisation): AffineNormFactory =>
  (name, _channels, affinity) =>
    normByBatch(name, 1, { region: wholeBatch, standardisation, affinity });

const byChannelOfBatch =
  (standardisation: Standardisation): AffineNormFactory =>
  (name, channels, affinity) =>
    normByBatch(name, channels, { region: channelOfBatch, standardisation, affinity });

const bases: readonly (readonly [NormBase, AffineNormFactory])[] = [
  ['an', byWholeBatch(centred)],
  ['bn', (name, channels, affinity) => batchNormLayer(name, channels, affinity)],
  ['gn', byImage(groupOfImage, centred)],
  ['in', byImage(channelOfImage, centred)],
  ['ln', byImage(image, centred)],
  ['pn', byImage(pixel, centred)],
  ['anu', byWholeBatch(uncentred)],
  ['bnu', byChannelOfBatch(uncentred)],
  ['gnu', byImage(groupOfImage, uncentred)],
  ['inu', byImage(channelOfImage, uncentred)],
  ['lnu', byImage(image, uncentred)],
  ['pnu', byImage(pixel, uncentred)],
];

const affineNorms = bases.flatMap(([base, factory]) =>
  [affine, linear, unaffine].map((affinity): [NormKind, NormFactory] => [
    `${base}${affinity.suffix}`,
    (name, channels, epsilon) => factory(name, channels, affinity, epsilon),
  ]),
);

/** Every norm by name. */
export const normKinds: ReadonlyMap<NormKind, NormFactory> = new Map<NormKind, NormFactory>([
  ['none', () => ({ parameters: [], apply: (x) => x })],
  ...affineNorms,
]);

/**
 * Reads a norm's name.
 * @throws UsageFault on `--norm` that lists all names, where there is no such norm
 */
export function parseNormKind(text: string): NormKind {
  const names = [...normKinds.keys()];
  const kind = names.find((name) => name === text);
  if (kind === undefined) {
    throw new UsageFault({ what: `'${text}' is not a norm`, where: '--norm', remedy: `one of ${names.join(', ')}` });
  }
  return kind;
}

/**
 * A norm over feature maps [N,H,W,`channels`], exact to `bcos.modules.norms` in training (moments of the batch, where the
 * norm has running ones), evaluation and explanation (`Detachable…`: the variance is a constant to the gradient). Its arrays
 * are named as in a state dict of `bcos`: `NAME.weight`, `NAME.bias`, `NAME.running_mean`, `NAME.running_var`; not
 * `NAME.num_batches_tracked`, which changes nothing as the momentum is 0.1. `none` has no arrays and changes nothing.
 * @param epsilon added to a variance before its root, by norms of an image's own moments; 1e-5 unless given
 * @throws RangeError for group norms of an odd number of channels
 */
export function normLayer(kind: NormKind, name: string, channels: number, epsilon?: number): Layer {
  const factory = normKinds.get(kind);
  if (factory === undefined) throw new RangeError(`no norm is named ${kind}`);
  return factory(name, channels, epsilon);
}
