import * as tf from '@tensorflow/tfjs-core';
import { openTensorFlow } from '@bcos-bench/engine';
import { openImages, readCheckpoint } from '@bcos-bench/formats';
import { attackLosses, balls, lossAt, stepWithin, threatModels } from '@bcos-bench/adversary';
import { imageBatch, loadNetwork } from '@bcos-bench/models';

const EPS = 8 / 255;

/**
 * The losses of every iterate of PGD at l-inf 8/255, by image: as it is written down, on all test images at once.
 * @param {string} folder of the checkpoint
 * @param {string} data
 * @param {number} steps
 * @returns {Promise<Map<number, number[]>>}
 */
export async function lossesOnTensorFlow(folder, data, steps) {
  await openTensorFlow();
  const { network, weights } = loadNetwork(readCheckpoint(folder), folder);
  const { index, labels, shape, image } = openImages(data, 'test');
  const images = imageBatch(
    [...index.keys()].map((row) => image(row)),
    index.length,
    shape,
  );
  const origin = threatModels.encoded.attacked(images, network);
  const onehot = tf.oneHot([...labels], 10, 1, 0, 'float32').as2D(index.length, 10);
  /** @type {Map<number, number[]>} */
  const losses = new Map([...index].map((number) => [number, []]));
  let x = origin;
  for (let step = 0; step <= steps; step += 1) {
    const seen = lossAt(network, weights, threatModels.encoded, attackLosses.bce.away, x, onehot);
    [...losses.values()].forEach((list, row) => list.push(seen.losses.dataSync()[row]));
    x = stepWithin({ ball: balls.linf, origin, eps: EPS }, x, seen.gradient, (2.5 * EPS) / steps);
  }
  return losses;
}
