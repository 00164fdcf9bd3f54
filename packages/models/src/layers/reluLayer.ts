import type { Layer } from '../layer.js';
import { relu } from '../ops/relu.js';

/** The activation of ordinary networks, max(x, 0). */
export const reluLayer: Layer = { parameters: [], apply: (x) => relu(x) };
