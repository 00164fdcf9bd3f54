import type { LogitsMethod } from '../attackMethod.js';
import { moved } from '../explanation/objectives/moved.js';
import { gaussianNoise } from './gaussianNoise.js';

/** Random points of the ball, of which the one that moves the contribution map farthest is kept. */
export const moveMapNoise: LogitsMethod = { ...gaussianNoise, objective: moved };
