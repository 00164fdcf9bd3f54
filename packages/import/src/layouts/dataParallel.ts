import type { Layout } from './layout.js';

/** `torch.nn.DataParallel` and `DistributedDataParallel`. */
export const dataParallel: Layout = {
  name: 'data-parallel',
  wraps: (names) => names.every((name) => name.startsWith('module.')),
  prefix: 'module.',
};
