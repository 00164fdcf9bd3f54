// A training on random images that can be moved on step by step, for measurements.
import { openTensorFlow } from '@bcos-bench/engine';
import { imagesInMemory } from '@bcos-bench/formats';
import { buildNetwork, initialWeights, loadWeights } from '@bcos-bench/models';
import { randomStream } from '@bcos-bench/random';
import { batchTrainer, initialTrainingState, parameterNames, planOf, recipes } from '@bcos-bench/train';
import { numbersOf, USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';

const CLASSES = 10;

/** @param {number} count */
function randomImages(count) {
  const random = randomStream(1);
  return imagesInMemory({
    shape: USUAL_IMAGE_SHAPE,
    index: Int32Array.from({ length: count }, (_, i) => i),
    images: Uint8Array.from({ length: count * numbersOf(USUAL_IMAGE_SHAPE) }, () => random.uint32() & 255),
    labels: Int32Array.from({ length: count }, (_, i) => i % CLASSES),
  });
}

/** A network, its plan by a recipe with changes, and a function that does step number i on the next batch of `count` images. */
export async function smallSubject(arch, recipe, changes, count) {
  const engine = await openTensorFlow();
  const architecture = { name: arch, b: arch.startsWith('bcos') ? 2 : 1, maxOut: 1, norm: 'none' };
  const network = buildNetwork(architecture, CLASSES, null);
  const plan = planOf({ ...recipes.get(recipe), ...changes }, network.loss, 0);
  const images = randomImages(count);
  const data = { train: images, test: images, classes: CLASSES };
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, 0), arch);
  let state = initialTrainingState(weights, parameterNames(network.parameters), plan);
  const trainer = batchTrainer(engine, network, data, plan, state);
  const { batch } = plan.recipe;
  const stepsPerEpoch = Math.floor(count / batch);
  return {
    step: (i) => {
      const moment = { epoch: Math.floor(i / stepsPerEpoch), step: i % stepsPerEpoch, stepsPerEpoch };
      const places = Int32Array.from({ length: batch }, (_, j) => moment.step * batch + j);
      const numbers = { learningRate: 1e-3, step: i + 1, averageKept: 1 };
      state = trainer.run(state, places, moment, numbers).state;
    },
  };
}
