import type { Layer, NetworkBody } from '../layer.js';
import { globalAverage } from '../ops/globalAverage.js';

/** The head of B-cos networks: a convolutional classifier that scores every pixel, then the average of all pixels. */
export function pooledHead(features: Layer, classifier: Layer): NetworkBody {
  return {
    parameters: [...features.parameters, ...classifier.parameters],
    scores: (x, pass) => globalAverage(classifier.apply(pass.features(features.apply(x, pass)), pass)),
  };
}
