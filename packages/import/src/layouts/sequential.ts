import { allUnder, underPrefix, type Layout } from './layout.js';

/** `torch.nn.Sequential` of a normaliser and the network: the normaliser's arrays are taken out before. */
export const sequential: Layout = {
  name: 'sequential',
  wraps: allUnder('1.'),
  inside: underPrefix('1.'),
};
