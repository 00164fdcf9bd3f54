import type { Layer } from '../layer.js';
import { averagePool } from '../ops/averagePool.js';
import type { ConvGeometry } from '../ops/convGeometry.js';

/** Average pooling, which is linear: a B-cos network pools this way alone. */
export function averagePoolLayer(geometry: ConvGeometry): Layer {
  return { parameters: [], apply: (x) => averagePool(x, geometry) };
}
