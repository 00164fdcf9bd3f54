import { sequential, type Layer, type NetworkBody } from '../layer.js';
import { globalAverage } from '../ops/globalAverage.js';

/** The head of B-cos networks: a convolutional classifier that scores every pixel, then the average of all pixels. */
export function pooledHead(features: Layer, classifier: Layer): NetworkBody {
  const layers = sequential([features, classifier]);
  return {
    parameters: layers.parameters,
    scores: (x, pass) => globalAverage(layers.apply(x, pass)),
  };
}
