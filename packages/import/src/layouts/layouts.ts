import type { WeightChoice } from '../weightChoice.js';
import { attributes } from './attributes.js';
import { averagedModel } from './averagedModel.js';
import { averages } from './averages.js';
import { dataParallel } from './dataParallel.js';
import type { Layout } from './layout.js';
import { robustness } from './robustness.js';
import { sequential } from './sequential.js';
import { transparent } from './transparent.js';

const trained = [dataParallel, averagedModel, ...transparent, robustness, ...attributes, sequential];

/** Every layout, in the order in which they are tried: each may be wrapped in another. */
export const layouts: Readonly<Record<WeightChoice, readonly Layout[]>> = {
  trained,
  averaged: [...averages, ...trained],
};
