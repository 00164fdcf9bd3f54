import * as tf from '@tensorflow/tfjs-core';
import { mapCosine } from '../mapCosine.js';
import type { MapObjective } from '../mapObjective.js';

/** The map as far from that of the clean image as possible: 1 less their cosine. */
export const moved: MapObjective = {
  prediction: 'kept',
  reached: (maps, { clean }) => tf.sub(1, mapCosine(maps, clean)),
};
