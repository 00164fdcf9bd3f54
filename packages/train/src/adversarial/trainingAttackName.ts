import { z } from 'zod';
import {
  reasonOf,
  requireWhole,
  requireWithinDiameter,
  usualNormSchema,
  writtenNumber,
  type Epsilon,
  type UsualNorm,
} from '@bcos-bench/vocabulary';

/** The norm, radius and number of steps of the attack that adversarial training runs on every batch. */
export interface TrainingAttackName {
  readonly norm: UsualNorm;
  readonly eps: Epsilon;
  readonly steps: number;
}

/** `none`, or `NORM:EPS:STEPS` such as `linf:8/255:7`; kept as it is written, so that a checkpoint says 8/255. */
export const trainingAttackSchema = z.string().superRefine((text, context) => {
  try {
    parseTrainingAttack(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: reasonOf(error) });
  }
});

/**
 * Reads `none` (as null) or `NORM:EPS:STEPS`.
 * @param numbers how many numbers an attacked image holds; endless where that is not known yet
 * @throws RangeError for anything else
 * @throws UsageFault where EPS is not a radius, or larger than any two images differ, or STEPS no whole number above 0
 */
export function parseTrainingAttack(text: string, numbers = Infinity): TrainingAttackName | null {
  if (text === 'none') return null;
  const [norm, eps, steps, ...more] = text.split(':');
  const parsed = usualNormSchema.safeParse(norm);
  const count = writtenNumber(steps ?? '');
  if (!parsed.success || eps === undefined || Number.isNaN(count) || more.length > 0) {
    throw new RangeError(`'${text}' is not an attack; write NORM:EPS:STEPS such as linf:8/255:7, or none`);
  }
  return {
    norm: parsed.data,
    eps: requireWithinDiameter(parsed.data, eps, numbers, 'EPS'),
    steps: requireWhole('STEPS', count, 1),
  };
}
