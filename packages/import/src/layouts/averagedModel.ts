import { anyUnder, underPrefix, type Layout } from './layout.js';

/** `torch.optim.swa_utils.AveragedModel`: the averaged network, and how many were averaged. */
export const averagedModel: Layout = {
  name: 'averaged-model',
  wraps: (names) => names.includes('n_averaged') && anyUnder('module.')(names),
  inside: underPrefix('module.'),
  averaged: true,
};
