import type { Layout } from './layout.js';

/** A Lightning module, or another wrapper, that has the network as its attribute `model`: losses and metrics stand beside it. */
export const lightning: Layout = {
  name: 'lightning',
  wraps: (names) => names.some((name) => name.startsWith('model.')),
  prefix: 'model.',
};

/** The moving average that `bcos.training.trainer` keeps beside its model. */
export const lightningAverage: Layout = {
  name: 'lightning-average',
  wraps: (names) => names.some((name) => name.startsWith('ema.module.')),
  prefix: 'ema.module.',
  averaged: true,
};
