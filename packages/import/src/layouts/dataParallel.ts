import { allUnder, underPrefix, type Layout } from './layout.js';

/** `torch.nn.DataParallel` and `DistributedDataParallel`. */
export const dataParallel: Layout = {
  name: 'data-parallel',
  wraps: allUnder('module.'),
  inside: underPrefix('module.'),
};
