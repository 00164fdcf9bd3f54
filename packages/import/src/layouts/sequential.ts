import type { Layout } from './layout.js';

/** `torch.nn.Sequential` of a normaliser and the network: the normaliser's arrays are taken out before. */
export const sequential: Layout = {
  name: 'sequential',
  wraps: (names) => names.length > 0 && names.every((name) => name.startsWith('1.')),
  prefix: '1.',
};
