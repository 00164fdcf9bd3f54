import { fileDamage } from './fileDamage.js';
import { forgedCalls } from './forgedCalls.js';
import { forgedSizes } from './forgedSizes.js';
import { forgedTensors } from './forgedTensors.js';
import type { Mutation } from './mutation.js';
import { pickleNoise } from './pickleNoise.js';

/** Every way in which good files are spoilt. */
export const mutations: readonly Mutation[] = [fileDamage, pickleNoise, forgedCalls, forgedTensors, forgedSizes].flat();
