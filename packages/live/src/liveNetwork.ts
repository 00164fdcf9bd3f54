import type { Architecture, Model, NamedArray } from '@bcos-bench/formats';
import type { AttackedModel } from '@bcos-bench/attack';
import type { Engine } from '@bcos-bench/engine';
import { buildNetwork, loadWeights } from '@bcos-bench/models';
import type { ImageShape } from '@bcos-bench/vocabulary';
import { floatsOf } from './floatText.js';

/** A network as a page holds it: what of `model.json` makes its logits, and its arrays. */
export interface LiveNetwork {
  readonly id: string;
  readonly title: string;
  readonly architecture: Architecture;
  readonly classes: readonly string[];
  readonly normalisation: Model['normalisation'];
  readonly channelOrder?: NonNullable<Model['channelOrder']>;
  readonly outputOrder?: NonNullable<Model['outputOrder']>;
  /** The loss that it was trained with. */
  readonly loss: Model['loss'];
  /** Of the images that it is attacked with. */
  readonly shape: ImageShape;
  /** Its arrays under PyTorch's names and in its layout. The numbers are text: see `floatText`. */
  readonly arrays: readonly LiveArray[];
}

/** An array of a network. */
export interface LiveArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: string;
}

/** A network that is ready to be attacked. It holds its weights until they are disposed of. */
export function openNetwork(engine: Engine, live: LiveNetwork): AttackedModel {
  const { architecture, classes, normalisation, shape, arrays, title } = live;
  const network = buildNetwork(architecture, classes.length, normalisation, shape[2], live);
  const named = new Map<string, NamedArray>(
    arrays.map(({ name, shape, values }) => [name, { shape, data: floatsOf(values) }]),
  );
  const weights = loadWeights(network.parameters, named, title);
  return { engine, network, weights, classes: classes.length, shape };
}
