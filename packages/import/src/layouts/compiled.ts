import type { Layout } from './layout.js';

/** `torch.compile`. */
export const compiled: Layout = {
  name: 'compiled',
  wraps: (names) => names.every((name) => name.startsWith('_orig_mod.')),
  prefix: '_orig_mod.',
};
