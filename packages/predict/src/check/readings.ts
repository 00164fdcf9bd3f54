import type { Dataset, Model, Reading } from '@bcos-bench/formats';
import { usualNormalisers, type Normalisation } from '@bcos-bench/vocabulary';

/** A normaliser to try: in words, the flags that ask for it, and its constants. */
type Normaliser = readonly [words: string, flags: readonly string[], constants: Normalisation];

/** Of networks of Caffe and of the first releases of Keras: the means of ImageNet taken from images in [0,255]. */
const CAFFE_MEANS = [123.68, 116.779, 103.939];

/**
 * The usual ways to give images to such a network, but for the way that it has: each normaliser, images in [0,255], and blue first. A
 * B-cos network has no normaliser, so that only its channels may be in another order.
 */
export function usualReadings(
  model: Pick<Model, 'encoding' | 'normalisation' | 'channelOrder'>,
  data: Pick<Dataset, 'shape' | 'channelMean' | 'channelStd'>,
): Reading[] {
  const [, , channels] = data.shape;
  const own: Normaliser = ['its own normaliser', [], model.normalisation];
  const normalisers = model.encoding === 'rgb' ? [own, ...usualOf(channels, data)] : [own];
  const orders = channels === 1 ? [model.channelOrder] : [model.channelOrder, otherOrder(model.channelOrder)];
  const readings = orders.flatMap((channelOrder) =>
    normalisers.map((normaliser) => reading(normaliser, channelOrder, model)),
  );
  return readings.filter(
    (tried, at) => !isSame(tried, model) && readings.findIndex((other) => isSame(tried, other)) === at,
  );
}

type Order = Model['channelOrder'];

function otherOrder(order: Order): Order {
  return order === undefined ? 'bgr' : undefined;
}

function usualOf(channels: number, data: Pick<Dataset, 'channelMean' | 'channelStd'>): Normaliser[] {
  const each = (value: number): number[] => Array.from({ length: channels }, () => value);
  const named = Object.entries(usualNormalisers).map(([name, { constants }]): Normaliser => [
    `normaliser ${name}`,
    ['--normalise', name],
    constants === null ? null : { mean: [...constants.mean], std: [...constants.std] },
  ]);
  const ofData: Normaliser = [
    "the normaliser of the data's training images",
    ['--normalise', 'data'],
    { mean: data.channelMean, std: data.channelStd },
  ];
  const bytes: Normaliser = ['images in [0,255]', ['--input-range', '255'], { mean: each(0), std: each(1 / 255) }];
  const caffe: Normaliser = [
    "images in [0,255] less ImageNet's means",
    ['--input-range', '255', '--mean', CAFFE_MEANS.join(','), '--std', '1,1,1'],
    { mean: CAFFE_MEANS.map((mean) => mean / 255), std: each(1 / 255) },
  ];
  return [...named, ofData, bytes, caffe].filter(
    ([, , constants]) => (constants?.mean.length ?? channels) === channels,
  );
}

function reading(
  [words, flags, normalisation]: Normaliser,
  channelOrder: Order,
  { channelOrder: own }: Pick<Model, 'channelOrder'>,
): Reading {
  const turned = channelOrder === own ? [] : [channelOrder === 'bgr' ? 'blue first' : 'red first'];
  // Nothing need be said of red first, unless the network was imported with blue first.
  const order = channelOrder === 'bgr' || own === 'bgr' ? ['--channel-order', channelOrder ?? 'rgb'] : [];
  return { words: [words, ...turned].join(', '), flags: [...flags, ...order], normalisation, channelOrder };
}

function isSame(
  a: Pick<Model, 'normalisation' | 'channelOrder'>,
  b: Pick<Model, 'normalisation' | 'channelOrder'>,
): boolean {
  return a.channelOrder === b.channelOrder && JSON.stringify(constantsOf(a)) === JSON.stringify(constantsOf(b));
}

function constantsOf({ normalisation }: Pick<Model, 'normalisation'>): unknown {
  return normalisation === null ? null : [normalisation.mean, normalisation.std];
}
