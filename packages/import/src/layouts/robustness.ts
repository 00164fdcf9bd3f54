import { anyUnder, underPrefix, type Layout } from './layout.js';

/**
 * `robustness.attacker.AttackerModel`: the network, a normaliser before it, and an attacker that holds both of them again. It
 * is saved out of `DataParallel`, with `module.` before every name.
 */
export const robustness: Layout = {
  name: 'robustness',
  wraps: (names) => ['attacker.model.', 'model.'].every((prefix) => anyUnder(prefix)(names)),
  inside: underPrefix('model.'),
  copies: [
    ['attacker.model.', 'model.'],
    ['attacker.normalize.', 'normalizer.'],
  ],
};
