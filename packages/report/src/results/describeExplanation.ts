import type { ExplanationMethod } from '@bcos-bench/formats';
import { describeAttack } from './describeAttack.js';
import type { ExplanationResult } from './explanationResult.js';

/** What an explanation is of, such as `PGD ℓ2 0.5, 10 steps, encoded threat; by smooth-grad` where the pipeline names a method. */
export function describeExplanation({ cell, method }: Pick<ExplanationResult, 'cell' | 'method'>): string {
  return method === null ? describeAttack(cell) : `${describeAttack(cell)}; by ${method}`;
}

/** The method that made an explanation, with its settings, such as `integrated-gradients (steps 50)`. */
export function describeMethod({ name, settings }: ExplanationMethod): string {
  const words = Object.entries(settings).map(([setting, value]) => `${setting} ${value}`);
  return words.length === 0 ? name : `${name} (${words.join(', ')})`;
}
