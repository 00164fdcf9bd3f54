import { attributeImages, PREDICTED, type ClassGradientTrace } from '@bcos-bench/explain';
import type { Network } from '@bcos-bench/models';
import {
  numbersOf,
  UsageFault,
  type AttributionMethodName,
  type ImageShape,
  type TensorShape,
} from '@bcos-bench/vocabulary';
import { measureExplanations, type MeasureWish } from '../measureExplanations.js';
import type { NetworkUnderTest } from '../networkUnderTest.js';
import { passCounter, type Cost } from '../passCounter.js';
import type { MeasuredImages } from '../subject.js';

/** The logit of the class that the network of this file is sure of. */
const SURE = 10;
const CLASSES = 10;
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
  computed: ReturnType<typeof passCounter>,
  has: CountedWork['has'],
): NetworkUnderTest {
  const size = numbersOf(shape);
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
    explain: (plan, inputs, { shape: own = shape } = {}) => {
      if (!has(plan.name))
        throw new UsageFault({ what: `the network has not what ${plan.name} needs`, where: '--methods' });
      const trace: ClassGradientTrace = {
        shape: own,
        batch: inputs.index.length,
        at: (points, classes) => {
          computed.add({ forward: 0, gradient: points.length / size });
          const sure = Int32Array.from(classes, (wanted, row) => (wanted === PREDICTED ? row % CLASSES : wanted));
          const gradient = new Float32Array(points.length).fill(1);
          return { prediction: sure, explainedClass: sure, logits: sureLogits(classes.length), gradient };
        },
        logits: (points) => {
          forward(points);
          return sureLogits(points.length / numbersOf(own));
        },
        dispose: () => undefined,
      };
      return attributeImages({ trace, attribute: plan.method.create(plan.settings) }, inputs);
    },
    blockSplit: () => null,
    dispose: () => undefined,
  };
}
