import type { WeightChoice } from '../weightChoice.js';
import { averagedModel } from './averagedModel.js';
import { compiled } from './compiled.js';
import { dataParallel } from './dataParallel.js';
import type { Layout } from './layout.js';
import { lightning, lightningAverage } from './lightning.js';
import { robustness } from './robustness.js';
import { sequential } from './sequential.js';

const trained = [dataParallel, averagedModel, compiled, robustness, lightning, sequential];

/** Every layout, in the order in which they are tried: each may be wrapped in another. */
export const layouts: Readonly<Record<WeightChoice, readonly Layout[]>> = {
  trained,
  averaged: [lightningAverage, ...trained],
};
