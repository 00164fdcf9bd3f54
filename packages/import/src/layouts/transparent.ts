import type { Layout } from './layout.js';

/** What programs put between the names of modules, by the layout that it is a sign of. No module of a network is called so. */
const SEGMENTS: readonly (readonly [layout: string, segment: string])[] = [
  ['compiled', '_orig_mod'],
  ['fsdp', '_fsdp_wrapped_module'],
  ['checkpointed', '_checkpoint_wrapped_module'],
  ['forward-module', '_forward_module'],
];

/**
 * Wrappers that may stand around the network or around modules within it, and that change nothing but names: `torch.compile`, FSDP,
 * activation checkpoints, Lightning's strategies.
 */
export const transparent: readonly Layout[] = SEGMENTS.map(([name, segment]) => {
  const around = new RegExp(`(^|\\.)${segment}\\.`, 'g');
  return {
    name,
    wraps: (names) => names.some((array) => array.search(around) >= 0),
    inside: (array) => array.replace(around, '$1'),
  };
});
