import type { Layer } from '../layer.js';
import type { ConvGeometry } from '../ops/convGeometry.js';
import { maxPool } from '../ops/maxPool.js';

/** Max pooling. */
export function maxPoolLayer(geometry: ConvGeometry): Layer {
  return { parameters: [], apply: (x) => maxPool(x, geometry) };
}
