import { z } from 'zod';
import { normSchema, parseEpsilon, reasonOf, type AttackNorm, type Epsilon } from '@bcos-bench/stage';

/** The norm, radius and number of steps of the attack that adversarial training runs on every batch. */
export interface TrainingAttackName {
  readonly norm: AttackNorm;
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
 * @throws RangeError for anything else
 * @throws UsageFault where EPS is no radius
 */
export function parseTrainingAttack(text: string): TrainingAttackName | null {
  if (text === 'none') return null;
  const [norm, eps, steps, ...more] = text.split(':');
  const parsed = normSchema.safeParse(norm);
  const count = Number(steps);
  if (!parsed.success || eps === undefined || !(Number.isInteger(count) && count >= 1) || more.length > 0) {
    throw new RangeError(`'${text}' is no attack; write NORM:EPS:STEPS such as linf:8/255:7, or none`);
  }
  return { norm: parsed.data, eps: parseEpsilon(eps, 'EPS'), steps: count };
}
