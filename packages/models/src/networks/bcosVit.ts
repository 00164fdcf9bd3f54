import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { attentionLayer } from '../layers/attentionLayer.js';
import { bcosLinearLayer } from '../layers/bcosLinearLayer.js';
import { startingKernels } from '../layers/kernelStart.js';
import { identityShortcut, residualBlock } from '../layers/residualBlock.js';
import { normLayer, type NormKind } from '../norms/norm.js';
import { globalAverage } from '../ops/globalAverage.js';
import { bcosParts, type BcosOptions } from './networkParts.js';
import { sinCosPositions } from './sinCosPositions.js';

/** A SimpleViT's shape (Beyer et al. 2022). */
export interface VitShape {
  /** The side of a patch. */
  readonly patch: number;
  /** Channels of the convolutions before the patches (Xiao et al. 2021); none in a SimpleViT. */
  readonly stem: readonly number[];
  /** Numbers of a token. */
  readonly width: number;
  readonly depth: number;
  readonly heads: number;
  /** Numbers between the two linear layers of a block. */
  readonly hidden: number;
}

/** The norms that a ViT can have. */
export const VIT_NORMS: readonly NormKind[] = ['none', 'ln', 'ln-linear', 'ln-unaffine'];

/** `bcos` puts the network and its logit layer one after the other. */
const PREFIX = '0';

/**
 * The B-cos SimpleViT of `bcos.models.vit`, or its ViT-C, which begins with convolutions. Layer norm is over the whole image in
 * these, and over one token in the transformer.
 * @param positions what is added to rows x columns of tokens, [1, rows*columns, 1, width]
 */
export function bcosVit(
  shape: VitShape,
  options: BcosOptions,
  classes: number,
  inputs: number,
  positions = sinCosPositions,
): NetworkBody {
  const { patch, width, depth } = shape;
  const embedding = `${PREFIX}.to_patch_embedding`;
  const stem = convStem(`${embedding}.conv_stem`, shape, options, inputs);
  const seen = (shape.stem.at(-1) ?? inputs) * patch ** 2;
  const tokens = bcosLinearLayer(`${embedding}.linear`, seen, width, options);
  const blocks = sequential(
    Array.from({ length: depth }, (_, i) => encoder(`${PREFIX}.transformer.encoder_${i}`, shape, options)),
  );
  const head = sequential([
    tokenNorm(`${PREFIX}.linear_head.norm`, width, options),
    bcosLinearLayer(`${PREFIX}.linear_head.linear`, width, classes, options),
  ]);
  return {
    parameters: [stem, tokens, blocks, head].flatMap(({ parameters }) => parameters),
    scores: (x, pass) => {
      const patches = patchesOf(stem.apply(x, pass), patch);
      const [images, rows, columns] = patches.shape;
      const embedded = tf.reshape<tf.Rank.R4>(tokens.apply(patches, pass), [images, rows * columns, 1, width]);
      const placed = tf.add<Tensor4D>(embedded, positions(rows, columns, width));
      const averaged = globalAverage(blocks.apply(placed, pass));
      const scores = head.apply(tf.reshape(averaged, [images, 1, 1, width]), pass);
      return tf.reshape(scores, [images, classes]);
    },
  };
}

/** 3x3 convolutions, each of stride 2 if it has more channels than the one before. */
function convStem(name: string, { stem }: VitShape, options: BcosOptions, inputs: number): Layer {
  const parts = bcosParts(options);
  return sequential(
    stem.flatMap((outputs, i) => {
      const before = stem[i - 1] ?? inputs;
      const conv = parts.conv(`${name}.${3 * i}`, before, outputs, {
        kernel: 3,
        stride: outputs > before ? 2 : 1,
        padding: 1,
      });
      // The package counts an activation that changes nothing.
      return [startingKernels(conv, 'uniform-fan-in'), parts.norm(`${name}.${3 * i + 1}`, outputs)];
    }),
  );
}

/** Attention and two linear layers, each with a norm before and what it saw added after. */
function encoder(name: string, { width, heads, hidden }: VitShape, options: BcosOptions): Layer {
  const attended = sequential([
    tokenNorm(`${name}.attn.norm`, width, options),
    attentionLayer(`${name}.attn`, width, heads),
    bcosLinearLayer(`${name}.attn.to_out`, width, width, options),
  ]);
  const forward = sequential([
    tokenNorm(`${name}.ff.net.norm`, width, options),
    bcosLinearLayer(`${name}.ff.net.linear1`, width, hidden, options),
    bcosLinearLayer(`${name}.ff.net.linear2`, hidden, width, options),
  ]);
  return sequential([attended, forward].map((branch) => residualBlock(branch, identityShortcut, (sum) => sum)));
}

/** The norm of a token by itself: what layer norm is to a transformer, position norm is to feature maps. */
function tokenNorm(name: string, width: number, { norm }: BcosOptions): Layer {
  const kinds: Partial<Record<NormKind, NormKind>> = {
    ln: 'pn',
    'ln-linear': 'pn-linear',
    'ln-unaffine': 'pn-unaffine',
  };
  return normLayer(kinds[norm] ?? norm, name, width);
}

/** Patches of `side` x `side` pixels of [N,H,W,C], each in rows, columns and channels: [N, H/side, W/side, side*side*C]. */
function patchesOf(x: Tensor4D, side: number): Tensor4D {
  if (side === 1) return x;
  const [images, height, width, channels] = x.shape;
  const [rows, columns] = [height / side, width / side];
  const apart = tf.reshape<tf.Rank.R6>(x, [images, rows, side, columns, side, channels]);
  return tf.reshape(tf.transpose(apart, [0, 1, 3, 2, 4, 5]), [images, rows, columns, side * side * channels]);
}
