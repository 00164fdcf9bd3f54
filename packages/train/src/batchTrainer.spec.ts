import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { buildNetwork, loadWeights, saveWeights, type Network, type Normalisation } from '@bcos-bench/models';
import { imagesInMemory, type Architecture, type ImageRows, type NamedArray } from '@bcos-bench/formats';
import { lookUp, at, USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';
import { seededArrays, seededNumbers } from '@bcos-bench/models/testing/seededNumbers';
import { batchTrainer } from './batchTrainer.js';
import { averageKept } from './movingAverage.js';
import type { Recipe } from './recipe.js';
import { recipes } from './recipes/registry.js';
import { peerCurves } from './testing/peerNumbers.fixture.js';
import { learningRate, planOf, type TrainPlan } from './trainPlan.js';
import { disposeState, initialTrainingState, parameterNames, partOf, type TrainingState } from './trainingState.js';

const CLASSES = 10;
const IMAGES = 16;
const BATCH = 4;
const STEPS = 20;
/** As in `bench/peers/train_curves.py`: of the weights after the curve, every so-many-th number is stored. */
const STRIDE = 211;

/** The images of `bench/peers/train_curves.py`: a colour of its class with noise, in whole bytes. */
function images(): ImageRows {
  const labels = Int32Array.from({ length: IMAGES }, (_, i) => (i * 3) % CLASSES);
  const colours = seededNumbers('colours', [CLASSES, 3, 1, 1], 40, 180);
  const noise = seededNumbers('noise', [IMAGES, 3, 32, 32], 0, 60);
  const images = Uint8Array.from({ length: IMAGES * 3072 }, (_, place) => {
    const [image, channel, pixel] = [Math.floor(place / 3072), place % 3, Math.floor((place % 3072) / 3)];
    const colour = at(colours, at(labels, image) * 3 + channel);
    return Math.floor(Math.fround(colour + at(noise, (image * 3 + channel) * 1024 + pixel)));
  });
  const index = Int32Array.from({ length: IMAGES }, (_, i) => i);
  return imagesInMemory({ shape: USUAL_IMAGE_SHAPE, index, images, labels });
}

/** The recipe as `train_curves.py` shrinks it: few epochs, no augmentation, attacks without random starts. */
interface Small {
  readonly architecture: Architecture;
  readonly normalisation: Normalisation;
  readonly changes: Partial<Recipe>;
  readonly stepsPerEpoch: number;
}

const bcos = (norm: string): Pick<Small, 'architecture' | 'normalisation'> => ({
  architecture: { name: 'bcos-resnet8', b: 2, maxOut: 1, norm },
  normalisation: null,
});
const normalisation = { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] };
const ordinary = { architecture: { name: 'resnet8', b: 1, maxOut: 1, norm: 'none' }, normalisation };
const four = { stepsPerEpoch: 4 };
const milestones = [2, 4];
/** The fast recipes have the loss of the architecture, which for this one is another than the peer's. */
const fast: Partial<Recipe> = { epochs: 5, lr: 0.04, loss: 'cross-entropy', adversarialStart: 'image' };

const inSmall: Readonly<Record<string, Small>> = {
  'bcos-resnet56': { ...bcos('none'), ...four, changes: { epochs: 5 } },
  'bcos-resnet50': { ...bcos('bnu-linear'), stepsPerEpoch: 2, changes: { epochs: 10 } },
  'resnet50-natural': { ...ordinary, ...four, changes: { epochs: 5, lr: 0.001, milestones } },
  'resnet50-linf-8': { ...bcos('bnu-linear'), ...four, changes: { epochs: 5, lr: 0.01, milestones } },
  'resnet50-l2-0.5': { ...bcos('bnu-linear'), ...four, changes: { epochs: 5, lr: 0.02, milestones } },
  fair: { ...bcos('bnu-linear'), ...four, changes: { epochs: 5 } },
  'fast-linf-8': { ...bcos('bnu-linear'), ...four, changes: fast },
  'fast-l2-0.5': { ...bcos('bnu-linear'), ...four, changes: fast },
};

let engine: Engine;
beforeAll(async () => {
  engine = await openTensorFlow();
});

const report: string[] = [];
afterAll(() => {
  if (process.env['PARITY_REPORT'] === undefined) return;
  process.stdout.write(
    `\nrecipe              largest relative error of 20 losses   of the weights' way\n${report.join('\n')}\n`,
  );
});

describe('20 steps of a recipe in small', () => {
  it.each(Object.keys(inSmall))('are those of PyTorch: %s', (name) => {
    const peer = lookUp(peerCurves(), name);
    const small = inSmall[name];
    const recipe = lookUp(recipes, name);
    if (small === undefined) throw new Error(`no recipe ${name}`);
    const network = buildNetwork(small.architecture, CLASSES, small.normalisation);
    const plan = planOf({ ...recipe, batch: BATCH, augmentation: [], ...small.changes }, network.loss, 0);
    const { losses, weights } = curve(network, plan, small.stepsPerEpoch);
    const lossError = Math.max(...losses.map((loss, i) => Math.abs(loss / at(peer.losses, i) - 1)));
    const wayError = errorOfWay(network, weights, peer.weights);
    report.push(`${name.padEnd(20)}${lossError.toExponential(1).padEnd(38)}${wayError.toExponential(1)}`);
    expect(losses).toHaveLength(STEPS);
    expect(lossError).toBeLessThan(1e-4);
    expect(wayError).toBeLessThan(1e-2);
  });

  it('cover every recipe but the usual one', () => {
    expect([...recipes.keys()].filter((name) => !(name in inSmall))).toEqual(['basic']);
  });
});

function curve(
  network: Network,
  plan: TrainPlan,
  stepsPerEpoch: number,
): { losses: number[]; weights: Map<string, NamedArray> } {
  const train = images();
  const data = { train, test: train, classes: CLASSES };
  const start = loadWeights(network.parameters, seededArrays(network.parameters), 'the formula');
  let state: TrainingState = initialTrainingState(start, parameterNames(network.parameters), plan);
  const trainer = batchTrainer(engine, network, data, plan, state);
  const losses = Array.from({ length: STEPS }, (_, i) => {
    const moment = { epoch: Math.floor(i / stepsPerEpoch), step: i % stepsPerEpoch, stepsPerEpoch };
    const places = Int32Array.from({ length: BATCH }, (_place, j) => moment.step * BATCH + j);
    const numbers = {
      learningRate: learningRate(plan, moment),
      step: i + 1,
      averageKept: averageKept(plan.recipe, moment),
    };
    const after = trainer.run(state, places, moment, numbers);
    state = after.state;
    return after.outcome.loss;
  });
  const weights = saveWeights(network.parameters, partOf(state, 'weights'));
  trainer.dispose();
  disposeState(state);
  return { losses, weights };
}

/** How far the learned weights are from the peer's, as a part of the way that the peer's have gone from the start. */
function errorOfWay(
  network: Network,
  weights: ReadonlyMap<string, NamedArray>,
  peer: ReadonlyMap<string, readonly number[]>,
): number {
  const start = seededArrays(network.parameters);
  let [difference, way] = [0, 0];
  for (const [name, values] of peer) {
    values.forEach((value, i) => {
      difference += (at(lookUp(weights, name).data, i * STRIDE) - value) ** 2;
      way += (at(lookUp(start, name).data, i * STRIDE) - value) ** 2;
    });
  }
  return Math.sqrt(difference / way);
}

it.each([
  { ...ordinary, adversarialThreat: 'pixel' as const },
  { ...bcos('bnu-linear'), adversarialThreat: 'pixel' as const },
  { ...bcos('bnu-linear'), adversarialThreat: 'encoded' as const },
])('leaves no tensor behind, $architecture.name, $adversarialThreat', ({ adversarialThreat, ...kind }) => {
  const network = buildNetwork(kind.architecture, CLASSES, kind.normalisation);
  const recipe = lookUp(recipes, 'fast-linf-8');
  const plan = planOf({ ...recipe, adversarialThreat, batch: BATCH, epochs: 5 }, network.loss, 0);
  curve(network, plan, 4);
  const before = tf.memory().numTensors;
  curve(network, plan, 4);
  expect(tf.memory().numTensors).toBe(before);
});
