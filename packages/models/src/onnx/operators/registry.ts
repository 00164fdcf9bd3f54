import { activations } from './activations.js';
import { arithmetic } from './arithmetic.js';
import { convolutions } from './convolution.js';
import { copyOperators } from './copies.js';
import { gathers } from './gather.js';
import { matrices } from './matrices.js';
import { normalisations } from './normalisation.js';
import type { Operator } from './operator.js';
import { partOperators } from './parts.js';
import { passing } from './passing.js';
import { poolings } from './pooling.js';
import { reductions } from './reduction.js';
import { shapeOperators } from './shapes.js';
import { resizing } from './resize.js';
import { scattering } from './scatter.js';
import { softmaxes } from './softmax.js';

/** Every operator that ONNX networks may have, by name. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  [
    convolutions,
    poolings,
    normalisations,
    activations,
    softmaxes,
    matrices,
    arithmetic,
    reductions,
    shapeOperators,
    partOperators,
    gathers,
    copyOperators,
    resizing,
    scattering,
    passing,
  ].flatMap((group) => Object.entries(group)),
);
