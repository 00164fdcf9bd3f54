import { attackDescription, attackNameSchema, type AttackName } from './attackMethods.js';
import type { AttackNorm } from './attackNorm.js';
import {
  attackOptionsSchema,
  attackOptionValuesSchema,
  type AttackOptionName,
  type AttackOptionValues,
} from './attackOptionsSchema.js';
import { parseStepSize, type Epsilon } from './epsilon.js';
import { UsageFault } from './fault.js';

/** What the usual values of a method's options depend on. */
export interface AttackSize {
  readonly attack: AttackName;
  readonly eps: Epsilon;
  readonly steps: number;
}

/** The methods that have an option. */
export function attacksWith(option: AttackOptionName): AttackName[] {
  return attackNameSchema.options.filter((name) => attackDescription(name).options[option] !== undefined);
}

/**
 * All options of a method: those that are given, and the method's own values of the others.
 * @param given values by option; absent or undefined where the user gives none
 * @param flagOf the flag that an option is given by, for errors
 * @throws UsageFault where a value cannot be, or the method has no such option
 */
export function attackOptionsOf(
  { attack, eps, steps }: AttackSize,
  given: AttackOptionValues,
  flagOf: (option: AttackOptionName) => string = (option) => `--${option}`,
): AttackOptionValues {
  const { options } = attackDescription(attack);
  const values: Record<string, unknown> = {};
  for (const name of attackOptionsSchema.keyof().options) {
    const option = options[name];
    if (option !== undefined) values[name] = given[name] ?? option.of(eps, steps);
    else if (given[name] !== undefined) {
      const remedy = `it is an option of ${attacksWith(name).join(', ')}`;
      throw new UsageFault({ what: `${attack} has no such option`, where: flagOf(name), remedy });
    }
  }
  if (given['step-size'] !== undefined) parseStepSize(given['step-size'], flagOf('step-size'));
  const parsed = attackOptionValuesSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const wrong = attackOptionsSchema.keyof().safeParse(issue?.path[0]);
  throw new UsageFault({ what: issue?.message ?? 'is wrong', where: wrong.success ? flagOf(wrong.data) : attack });
}

/**
 * Checks the number of steps of a method that has a fixed one.
 * @param flag where the number came from, for the error
 * @throws UsageFault for any other number
 */
export function requireOwnSteps(attack: AttackName, steps: number, flag: string): void {
  const { steps: fixed } = attackDescription(attack);
  if (fixed === null || steps === fixed) return;
  const what = `${attack} has ${fixed} step${fixed === 1 ? '' : 's'}, not ${steps}`;
  throw new UsageFault({ what, where: flag, remedy: `write ${fixed} for the number of steps` });
}

/**
 * Checks the norm of a method that does not have all.
 * @param flag where the norm came from, for the error
 * @throws UsageFault for a norm that the method does not have
 */
export function requireOwnNorm(attack: AttackName, norm: AttackNorm, flag: string): void {
  const { norms } = attackDescription(attack);
  if (norms.includes(norm)) return;
  throw new UsageFault({ what: `${attack} has no ${norm}`, where: flag, remedy: `write ${norms.join(' or ')}` });
}
