import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../layer.js';
import { endPadded } from '../layers/endPadded.js';
import { ordinaryParts } from './networkParts.js';
import type { BlockPlace } from './residualBranch.js';

/** What a package calls the arrays of a pre-activation block, and in what blocks of packages differ. */
export interface PreActivationStyle {
  readonly norms: readonly [string, string];
  readonly convs: readonly [string, string];
  readonly shortcut: string;
  readonly shortcutKernel: 1 | 3;
  /** What the convolution of a shortcut sees: the block's input, or the input after its first norm and activation. */
  readonly shortcutOf: 'input' | 'activated';
  readonly activation: Layer;
  /** Whether 3x3 convolutions at stride 2 have zeros after the image alone, as TensorFlow's `SAME` puts them for even sides. */
  readonly zerosAfter: boolean;
}

/**
 * A block of He et al. 2016 (Identity Mappings): norm and activation stand before each of two 3x3 convolutions. Where channels or size
 * change, the shortcut is a convolution.
 */
export function preActivationBlock({ name, inputs, outputs, stride }: BlockPlace, style: PreActivationStyle): Layer {
  const { norms, convs, activation } = style;
  const conv = (own: string, from: number, at: number, kernel: 1 | 3): Layer =>
    convolution(`${name}.${own}`, [from, outputs], at, kernel, style);
  const first = ordinaryParts.norm(`${name}.${norms[0]}`, inputs);
  const middle = ordinaryParts.withNorm(conv(convs[0], inputs, stride, 3), `${name}.${norms[1]}`, outputs);
  const last = conv(convs[1], outputs, 1, 3);
  const changes = stride !== 1 || inputs !== outputs;
  const around = changes ? conv(style.shortcut, inputs, stride, style.shortcutKernel) : null;
  return {
    parameters: [first, middle, last, ...(around === null ? [] : [around])].flatMap(({ parameters }) => parameters),
    apply: (x, pass) => {
      const activated = activation.apply(first.apply(x, pass), pass);
      const branch = last.apply(activation.apply(middle.apply(activated, pass), pass), pass);
      const seen = style.shortcutOf === 'activated' ? activated : x;
      return tf.add(branch, around === null ? x : around.apply(seen, pass));
    },
  };
}

function convolution(
  name: string,
  [inputs, outputs]: readonly [number, number],
  stride: number,
  kernel: 1 | 3,
  { zerosAfter }: PreActivationStyle,
): Layer {
  if (kernel === 1) return ordinaryParts.conv(name, inputs, outputs, { kernel, stride, padding: 0 });
  if (stride === 1 || !zerosAfter) return ordinaryParts.conv(name, inputs, outputs, { kernel, stride, padding: 1 });
  return endPadded(ordinaryParts.conv(name, inputs, outputs, { kernel, stride, padding: 0 }), 1);
}
