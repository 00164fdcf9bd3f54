import { attributeImages, type AttributionPlan, type ClassGradientTrace } from '@bcos-bench/explain';
import type { Network } from '@bcos-bench/models';
import {
  numbersOf,
  pixelsOf,
  UsageFault,
  type AttributionMethodName,
  type ImageShape,
  type TensorShape,
} from '@bcos-bench/vocabulary';
import { measureExplanations, type MeasureWish } from '../measureExplanations.js';
import type { NetworkUnderTest } from '../networkUnderTest.js';
import { passCounter, type Cost, type PassCounter } from '../passCounter.js';
import type { MeasuredImages } from '../subject.js';

/** The logit of the class that the network of this file is sure of. */
const SURE = 10;
const CLASSES = 10;
/** Inputs that a method asks for at a time, at most. */
const BATCH = 64;
/** Images of a full grid of the largest grid pointing game, and of the smaller one. */
const GRIDS = [
  ['grid-pointing-3x3', 9],
  ['grid-pointing-2x2', 4],
] as const;

/** What is measured of which network. */
export interface CountedWork {
  readonly network: Network;
  /** Of an image. */
  readonly image: ImageShape;
  /** Of the network's input. */
  readonly shape: TensorShape;
  readonly wish: MeasureWish;
  /** Whether the network has what a method needs. */
  readonly has: (method: AttributionMethodName) => boolean;
}

/**
 * The inputs that measuring one image computes without and with a gradient: the measurement itself is run, with a network that computes nothing,
 * is sure of every image, and counts. A grid counts as many as it has images, and what measures share counts once.
 */
export function countedPasses({ network, image, shape, wish, has }: CountedWork): Cost {
  const count = GRIDS.find(([name]) => wish.measures.includes(name))?.[1] ?? 1;
  const computed = passCounter();
  const images = sureImages(count, image, shape);
  computed.add({ forward: count, gradient: 0 });
  measureExplanations(countingNetwork(network, shape, computed, has), images, wish, () => undefined);
  const { forward, gradient } = computed.total();
  return { forward: forward / count, gradient: gradient / count };
}

/** Grey images, each of a class of its own. */
function sureImages(count: number, shape: ImageShape, input: TensorShape): MeasuredImages {
  const labels = Int32Array.from({ length: count }, (_, image) => image);
  return {
    ...{ index: labels, labels, predicted: labels, logits: sureLogits(count), shape },
    images: new Float32Array(count * numbersOf(shape)).fill(0.5),
    inputs: new Float32Array(count * numbersOf(input)).fill(0.5),
  };
}

/** Of one image after the other, each sure of another class. */
function sureLogits(count: number): Float32Array {
  const logits = new Float32Array(count * CLASSES);
  for (let image = 0; image < count; image += 1) logits[image * CLASSES + (image % CLASSES)] = SURE;
  return logits;
}

function countingNetwork(
  network: Network,
  shape: TensorShape,
  computed: PassCounter,
  has: CountedWork['has'],
): NetworkUnderTest {
  const size = numbersOf(shape);
  const known = new Map<string, Cost>();
  /** What one explanation computes: it is made once, as some methods ask the network thousands of times. */
  const costOf = (plan: AttributionPlan, own: TensorShape): Cost => {
    const key = `${plan.name} ${own.join(' ')}`;
    const cost = known.get(key) ?? explanationCost(plan, own, size);
    known.set(key, cost);
    return cost;
  };
  const forward = (inputs: Float32Array): void => computed.add({ forward: inputs.length / size, gradient: 0 });
  return {
    network,
    shape,
    batch: 1,
    // What `shared` says of measures that share their work is not computed again.
    passes: passCounter(),
    logits: (inputs) => {
      forward(inputs);
      return sureLogits(inputs.length / size);
    },
    features: (inputs) => {
      forward(inputs);
      return new Float32Array(inputs.length / size);
    },
    explain: (plan, { index, classes }, { shape: own = shape } = {}) => {
      if (!has(plan.name))
        throw new UsageFault({ what: `the network has not what ${plan.name} needs`, where: '--methods' });
      const { forward: without, gradient } = costOf(plan, own);
      computed.add({ forward: without * index.length, gradient: gradient * index.length });
      const sure = classes ?? Int32Array.from(index, (_, row) => row % CLASSES);
      const ones = (count: number): Float32Array => new Float32Array(index.length * count).fill(1);
      return {
        ...{ prediction: sure, explainedClass: sure, logits: sureLogits(index.length) },
        ...{ weights: ones(numbersOf(own)), contribution: ones(pixelsOf(own)) },
      };
    },
    blockSplit: () => null,
    dispose: () => undefined,
  };
}

/** What the explanation of one input computes, in inputs of `size` numbers. */
function explanationCost(plan: AttributionPlan, shape: TensorShape, size: number): Cost {
  const computed = passCounter();
  const trace: ClassGradientTrace = {
    shape,
    batch: BATCH,
    at: (points, classes) => {
      computed.add({ forward: 0, gradient: points.length / size });
      const gradient = new Float32Array(points.length).fill(1);
      return { prediction: classes, explainedClass: classes, logits: sureLogits(classes.length), gradient };
    },
    logits: (points) => {
      computed.add({ forward: points.length / size, gradient: 0 });
      return sureLogits(points.length / numbersOf(shape));
    },
    dispose: () => undefined,
  };
  const inputs = new Float32Array(numbersOf(shape)).fill(0.5);
  const one = { index: Int32Array.of(0), inputs, classes: Int32Array.of(0) };
  attributeImages({ trace, attribute: plan.method.create(plan.settings) }, one);
  return computed.total();
}
