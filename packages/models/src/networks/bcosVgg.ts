import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { averagePoolLayer } from '../layers/averagePoolLayer.js';
import { bcosParts, type BcosOptions, type NetworkParts } from './networkParts.js';
import { pooledHead } from './pooledHead.js';

/** Channels of the convolutions of each stage; average pooling follows every stage (Simonyan and Zisserman 2015). */
export type VggShape = readonly (readonly number[])[];

/** Configuration A: VGG-11. */
export const VGG_11: VggShape = [[64], [128], [256, 256], [512, 512], [512, 512]];

/** Channels of the convolutions that stand for the two hidden linear layers. */
const HIDDEN = 4096;
const POINT = { kernel: 1, stride: 1, padding: 0 };

/** The B-cos VGG of `bcos.models.vgg`: the linear layers are convolutions, the first 7x7. */
export function bcosVgg(shape: VggShape, options: BcosOptions, classes: number, inputs: number): NetworkBody {
  const parts = bcosParts(options);
  const classifier = sequential([
    parts.conv('classifier.0', lastOf(shape), HIDDEN, { kernel: 7, stride: 1, padding: 3 }),
    parts.conv('classifier.1', HIDDEN, HIDDEN, POINT),
    parts.conv('classifier.2', HIDDEN, classes, POINT),
  ]);
  return pooledHead(features(shape, inputs, parts), classifier);
}

/** Layers named `features.I`, counted as the package counts them: a convolution, a norm (or none), a pooling. */
function features(shape: VggShape, imageInputs: number, parts: NetworkParts): Layer {
  let place = 0;
  let inputs = imageInputs;
  const stages = shape.map((widths) => {
    const convolutions = widths.map((outputs) => {
      const conv = parts.conv(`features.${place}`, inputs, outputs, { kernel: 3, stride: 1, padding: 1 });
      const norm = parts.norm(`features.${place + 1}`, outputs);
      [place, inputs] = [place + 2, outputs];
      return sequential([conv, norm]);
    });
    place += 1;
    return sequential([...convolutions, averagePoolLayer({ kernel: 2, stride: 2, padding: 0 })]);
  });
  return sequential(stages);
}

function lastOf(shape: VggShape): number {
  const last = shape.at(-1)?.at(-1);
  if (last === undefined) throw new RangeError('a VGG without convolutions has no outputs');
  return last;
}
