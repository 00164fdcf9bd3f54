import { at } from '@bcos-bench/vocabulary';
import type { Corruption } from './corruption.js';

/** Leaves a share of the distance of every number to the mean of its channel. */
export const contrast: Corruption = ({ bytes, channels }, share) => {
  const means = Array.from({ length: channels }, (_, channel) => {
    const own = bytes.filter((_level, place) => place % channels === channel);
    return own.reduce((sum, level) => sum + level, 0) / own.length;
  });
  return Uint8Array.from(bytes, (level, place) => {
    const mean = at(means, place % channels);
    return (level - mean) * share + mean;
  });
};
