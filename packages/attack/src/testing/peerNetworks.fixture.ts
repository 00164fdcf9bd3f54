import type { Engine } from '@bcos-bench/engine';
import { buildNetwork, loadWeights } from '@bcos-bench/models';
import { seededArrays, seededNumbers } from '@bcos-bench/models/testing/seededNumbers';
import type { Images } from '@bcos-bench/formats';
import { at, USUAL_IMAGE_SHAPE } from '@bcos-bench/vocabulary';
import type { AttackedModel } from '../model/attackedModel.js';

const CLASSES = 10;
const COUNT = 4;
const PLANE = 1024;
const architectures = {
  resnet8: { name: 'resnet8', b: 1, maxOut: 1, norm: 'none' },
  'bcos-resnet8': { name: 'bcos-resnet8', b: 1, maxOut: 2, norm: 'none' },
};

/** A network of `bench/peers/attack_fixtures.py`, with weights of the formula. */
export function peerModel(engine: Engine, name: keyof typeof architectures): AttackedModel {
  const network = buildNetwork(architectures[name], CLASSES, null);
  const weights = loadWeights(network.parameters, seededArrays(network.parameters), 'the formula');
  return { engine, network, weights, classes: CLASSES, shape: USUAL_IMAGE_SHAPE };
}

/** The images of `bench/peers/attack_fixtures.py`, which PyTorch has channels first. */
export function peerImages(): Images {
  const planes = seededNumbers('pictures', [COUNT, 3, 32, 32], 0, 1);
  const byte = (image: number, pixel: number, channel: number): number =>
    Math.floor(at(planes, (image * 3 + channel) * PLANE + pixel) * 256);
  return {
    shape: USUAL_IMAGE_SHAPE,
    index: Int32Array.from({ length: COUNT }, (_, i) => i),
    labels: Int32Array.from({ length: COUNT }, (_, i) => (3 * i) % CLASSES),
    images: Uint8Array.from({ length: COUNT * PLANE * 3 }, (_, at) =>
      byte(Math.floor(at / (3 * PLANE)), Math.floor(at / 3) % PLANE, at % 3),
    ),
  };
}
