import type { Layout } from './layout.js';

/**
 * `robustness.attacker.AttackerModel`: the network, a normaliser before it, and an attacker that holds both of them again. It
 * is saved out of `DataParallel`, with `module.` before every name.
 */
export const robustness: Layout = {
  name: 'robustness',
  wraps: (names) => names.includes('normalizer.new_mean') && names.some((name) => name.startsWith('model.')),
  prefix: 'model.',
  normaliser: { mean: 'normalizer.new_mean', std: 'normalizer.new_std' },
  copies: [
    ['attacker.model.', 'model.'],
    ['attacker.normalize.', 'normalizer.'],
  ],
};
