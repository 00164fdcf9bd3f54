import * as tf from '@tensorflow/tfjs-core';
import type { MethodPlan } from '../plan/methodPlan.js';
import type { PlanNumbers } from './iterationFunctions.js';

/** The numbers of a plan for a batch of `size` images, the caller's to dispose. */
export function planNumbers({ eps, steps, options }: MethodPlan, size: number): PlanNumbers {
  const numbers = (value: number) => tf.fill<tf.Rank.R1>([size], value);
  const own = Object.entries(options).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, numbers(value)] as const] : [],
  );
  return { ...Object.fromEntries(own), eps: numbers(eps), steps: numbers(steps) };
}
