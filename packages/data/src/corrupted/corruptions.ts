import type { CorruptionName } from '@bcos-bench/vocabulary';
import { brightness } from './brightness.js';
import { contrast } from './contrast.js';
import type { Corruption } from './corruption.js';
import { gaussianBlur } from './gaussianBlur.js';
import { gaussianNoise } from './gaussianNoise.js';
import { jpeg } from './jpeg.js';

/** What each corruption does to pixels, a row for each of `corruptionDescriptions`. */
export const corruptions: Readonly<Record<CorruptionName, Corruption>> = {
  'gaussian-noise': gaussianNoise,
  'gaussian-blur': gaussianBlur,
  jpeg,
  contrast,
  brightness,
};
