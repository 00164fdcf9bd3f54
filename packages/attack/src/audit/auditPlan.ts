import { attackDescription, attackOptionsOf, type AttackOptionValues, type MethodName } from '@bcos-bench/vocabulary';
import type { AttackPlan } from '../plan/attackPlan.js';
import type { MethodPlan } from '../plan/methodPlan.js';
import { plainProtocol } from '../plan/plainProtocol.js';
import type { AuditSettings } from './auditSettings.js';

/** What an attack of an audit has of its own; all else is as the audit's PGD has it. */
export type PlanChanges = Partial<Omit<AttackPlan, 'attack' | 'options'>> & {
  readonly attack?: MethodName;
  readonly options?: AttackOptionValues;
};

/** An attack of an audit: untargeted, from the image, and an image is done at the first iterate that is misclassified. */
export function auditPlan(
  { norm, eps: radius, threat, loss: own, seed, steps: usual }: AuditSettings,
  { attack = 'pgd', options = {}, ...changes }: PlanChanges,
): MethodPlan {
  const { eps = radius, steps = usual } = changes;
  return {
    attack,
    norm,
    eps,
    steps,
    options: attackOptionsOf({ attack, eps, steps }, options),
    threat,
    loss: attackDescription(attack).loss ?? own,
    ...plainProtocol,
    useBest: true,
    stopEarly: true,
    seed,
    ...changes,
  };
}
