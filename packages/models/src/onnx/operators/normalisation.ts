import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import { elementwise } from '../values/elementwise.js';
import { along } from '../values/apart.js';
import { first, reshaped } from '../values/layout.js';
import { namedAxis, type NodeContext } from '../values/nodeContext.js';
import { refuse } from '../values/nodeFault.js';
import { ownOrder, sizeOf, type Value } from '../values/value.js';
import type { Operators } from './operator.js';
import { inTurn, meanOver } from '../../ops/inTurn.js';
import { reducedOver } from './reduction.js';

const spread = ({ b }: NodeContext, value: Value, rank: number): Value =>
  reshaped(b, value, [...value.shape, ...new Array<number>(rank - 2).fill(1)]);

/** A number for each channel, to stand beside [N, channels, ...]. */
function perChannel(node: NodeContext, place: number, x: Value): Value {
  const value = node.input(place);
  const isVector = value.shape.length === 1 && value.shape[0] === x.shape[1] && value.batch === null;
  if (!isVector) refuse(`has [${value.shape.join(', ')}] numbers for ${at(x.shape, 1)} channels`);
  return spread(node, value, x.shape.length);
}

/** x * scale + shift, both of which the statistics of the training give. */
function batchNormalisation(node: NodeContext): Value[] {
  const x = node.input(0);
  if (x.shape.length < 2) refuse(`normalises [${x.shape.join(', ')}]`);
  if (node.int('training_mode', 0) !== 0) refuse('is in training mode');
  if (node.node.outputs.slice(1).some((name) => name !== '')) refuse('is asked for statistics');
  const epsilon = node.float('epsilon', 1e-5);
  const [weight, bias, mean, variance] = [1, 2, 3, 4].map((place) => perChannel(node, place, x));
  if (weight === undefined || bias === undefined || mean === undefined || variance === undefined)
    return refuse('lacks a statistic');
  const { b } = node;
  const scale = elementwise(b, [weight, variance], ([w, v]) => tf.div(first(w), tf.sqrt(tf.add(first(v), epsilon))));
  const shift = elementwise(b, [bias, mean, scale], ([of, m, s]) => tf.sub(first(of), tf.mul(first(m), first(s))));
  return [elementwise(b, [x, scale, shift], ([of, s, t]) => tf.add(tf.mul(first(of), first(s)), first(t)))];
}

/** (x - mean) / deviation over places of a tensor. */
function standardised(x: Tensor, places: readonly number[], epsilon: number): Tensor {
  const centred = tf.sub<Tensor>(x, inTurn(x, places, meanOver));
  const variance = inTurn(tf.mul(centred, centred), places, meanOver);
  return tf.div(centred, tf.sqrt(tf.add(variance, epsilon)));
}

/** A value standardised over axes, each unit by itself. */
function standardisedOver(node: NodeContext, x: Value, axes: readonly number[], epsilon: number): Value {
  return along(node.b, x, axes, (value, of) => {
    const places = of.map((axis) => value.order.indexOf(axis));
    return node.b.emit([value], value, ([tensor]) => standardised(first(tensor), places, epsilon));
  });
}

function affine(node: NodeContext, x: Value, scale: Value | null, shift: Value | null): Value {
  const scaled = scale === null ? x : elementwise(node.b, [x, scale], ([of, s]) => tf.mul(first(of), first(s)));
  return shift === null ? scaled : elementwise(node.b, [scaled, shift], ([of, t]) => tf.add(first(of), first(t)));
}

function axesFrom(node: NodeContext, x: Value): number[] {
  return ownOrder(x.shape.length).slice(namedAxis(node, -1, x.shape.length));
}

function layerNormalisation(node: NodeContext): Value[] {
  if (node.node.outputs.slice(1).some((name) => name !== '')) refuse('is asked for its mean or deviation');
  const x = node.input(0);
  const normed = standardisedOver(node, x, axesFrom(node, x), node.float('epsilon', 1e-5));
  return [affine(node, normed, node.optional(1), node.optional(2))];
}

function rmsNormalisation(node: NodeContext): Value[] {
  const x = node.input(0);
  const axes = axesFrom(node, x);
  const epsilon = node.float('epsilon', 1e-5);
  const square = reducedOver(node.b, x, axes, true, (of, places) => inTurn(tf.mul(of, of), places, meanOver));
  const normed = elementwise(node.b, [x, square], ([of, mean]) =>
    tf.div(first(of), tf.sqrt(tf.add(first(mean), epsilon))),
  );
  return [affine(node, normed, node.optional(1), null)];
}

function instanceNormalisation(node: NodeContext): Value[] {
  const x = node.input(0);
  const normed = standardisedOver(node, x, ownOrder(x.shape.length).slice(2), node.float('epsilon', 1e-5));
  return [affine(node, normed, perChannel(node, 1, x), perChannel(node, 2, x))];
}

/** Opset 18 has a scale for each group, and 21 one for each channel. */
function groupNormalisation(node: NodeContext): Value[] {
  const x = node.input(0);
  const [images = 1, channels = 1, ...sides] = x.shape;
  const groups = node.int('num_groups', 1);
  if (!(Number.isInteger(groups) && groups >= 1) || channels % groups !== 0) {
    refuse(`has ${groups} groups of ${channels} channels`);
  }
  const apart = reshaped(node.b, x, [images, groups, channels / groups, ...sides]);
  const axes = ownOrder(apart.shape.length).slice(2);
  const normed = standardisedOver(node, apart, axes, node.float('epsilon', 1e-5));
  if (sizeOf(node.input(1).shape) === channels) {
    return [affine(node, reshaped(node.b, normed, x.shape), perChannel(node, 1, x), perChannel(node, 2, x))];
  }
  const scaled = affine(node, normed, perChannel(node, 1, apart), perChannel(node, 2, apart));
  return [reshaped(node.b, scaled, x.shape)];
}

/** Across neighbouring channels, as AlexNet has it. */
function localResponse(node: NodeContext): Value[] {
  const x = node.input(0);
  const size = node.int('size', 1);
  const [alpha, beta, bias] = [node.float('alpha', 1e-4), node.float('beta', 0.75), node.float('bias', 1)];
  const before = Math.floor((size - 1) / 2);
  const place = x.order.indexOf(1);
  const channels = x.shape[1] ?? 1;
  if (!(size >= 1 && size <= 1024)) refuse(`joins ${size} channels`);
  return [
    node.b.emit([x], x, ([tensor]) => {
      const of = first(tensor);
      const around = of.shape.map((_, i): [number, number] => (i === place ? [before, size - 1 - before] : [0, 0]));
      const squares = tf.pad(tf.mul<Tensor>(of, of), around);
      const begin = of.shape.map(() => 0);
      const windows = Array.from({ length: size }, (_, i) =>
        tf.slice(
          squares,
          begin.map((zero, axis) => (axis === place ? i : zero)),
          of.shape.map((n, axis) => (axis === place ? channels : n)),
        ),
      );
      const sum = windows.reduce((all, next) => tf.add(all, next));
      return tf.div(of, tf.pow(tf.add(tf.mul(sum, alpha / size), bias), beta));
    }),
  ];
}

export const normalisations: Operators = {
  BatchNormalization: {
    describe: 'a scale and a shift of each channel, from running statistics',
    build: batchNormalisation,
  },
  LayerNormalization: { describe: 'standardised over the last axes, with scale and shift', build: layerNormalisation },
  InstanceNormalization: { describe: 'each channel standardised, with scale and shift', build: instanceNormalisation },
  GroupNormalization: { describe: 'groups of channels standardised, with scale and shift', build: groupNormalisation },
  RMSNormalization: { describe: 'divided by the root of the mean square, with a scale', build: rmsNormalisation },
  LRN: { describe: 'divided by what neighbouring channels have', build: localResponse },
};
