import { z } from 'zod';
import {
  attackSampleSchema,
  lossSurfaceSchema,
  type Audit,
  type AuditComparison,
  type ImageRows,
} from '@bcos-bench/formats';
import { counted, noCounts } from '../checks/counts.js';
import { checkGradient, gradientCheckSchema } from '../checks/gradientCheck.js';
import { measuredNow, type Measured } from '../journal/measurements.js';
import type { AttackedModel } from '../model/attackedModel.js';
import { auditPlan, type PlanChanges } from './auditPlan.js';
import type { AuditSettings } from './auditSettings.js';
import { authorsChecks } from './authorsChecks.js';
import { plannedComparisons } from './comparisons.js';
import { lossSurface } from './lossSurface.js';
import { brokenOf, correctOf, outcomesOf, type Outcomes } from './outcome.js';
import { appliedRules } from './rules.js';
import { brokenByTransfer } from './transferred.js';
import { verdictOf } from './verdict.js';

/** What an audit finds out. */
export type AuditFindings = Pick<
  Audit,
  'correct' | 'comparisons' | 'gradients' | 'checks' | 'surface' | 'rules' | 'verdict'
>;

/** What an audit looks at besides the network. */
export interface AuditedImages {
  readonly images: ImageRows;
  readonly batch: number;
  /** The network that transferred images are made with; null for none. */
  readonly other: AttackedModel | null;
  /** Knows what was measured before; nothing unless given. */
  readonly measured?: Measured;
}

/** Is told which of how many comparisons is under way. */
export type OnComparison = (done: number, total: number, attack: string) => void;

/** Audits a network: attacks it in many ways, and looks for what should not be. */
export function auditNetwork(
  model: AttackedModel,
  settings: AuditSettings,
  { images, batch, other, measured = measuredNow }: AuditedImages,
  onComparison: OnComparison,
): AuditFindings {
  const planned = plannedComparisons(settings);
  // Some attacks stand in several groups.
  const known = new Map<string, Outcomes>();
  const outcomes = (changes: PlanChanges, onSteps: () => void): Outcomes => {
    const plan = auditPlan(settings, changes);
    const key = JSON.stringify(plan);
    const found =
      known.get(key) ??
      measured({ plan }, z.array(attackSampleSchema), () => [...outcomesOf(model, plan, { images, batch }, onSteps)]);
    known.set(key, found);
    return found;
  };
  const tell = (done: number, attack: string) => () => onComparison(done, planned.length, attack);
  const base = outcomes({}, tell(0, 'PGD'));
  const correct = correctOf(base);
  const row = (group: string, setting: string, attack: string, broken: readonly number[]): AuditComparison => {
    const counting = broken.filter((image) => correct.includes(image));
    return { name: `${group} ${setting}`, group, attack, broken: counting, left: correct.length - counting.length };
  };
  const own = planned.map(({ group, setting, attack, changes }, i) => {
    tell(i, attack)();
    return row(group, setting, attack, brokenOf(outcomes(changes, tell(i, attack))));
  });
  const plan = auditPlan(settings, {});
  const transferred =
    other === null
      ? []
      : [
          row(
            'attack',
            'transfer',
            `PGD, ${settings.steps} steps, on ${other.network.architecture.name}`,
            measured({ transfer: plan }, z.array(z.int()), () =>
              brokenByTransfer(model, other, plan, { images, batch }),
            ),
          ),
        ];
  const comparisons = [...own, ...transferred];
  const counts = base.reduce(counted, noCounts);
  const check = measured({ gradient: plan }, gradientCheckSchema, () =>
    checkGradient(model, plan, images, images.index.length),
  );
  const gradients = {
    images: counts.withGradient,
    zero: counts.zeroGradient,
    small: counts.smallGradient,
    measurable: check.measurable,
    mismatched: check.mismatched,
    repeatDifference: check.repeatDifference,
  };
  const start = { attack: 'apgd', steps: 1, randomStart: true, loss: settings.classes > 2 ? 'dlr' : 'margin' } as const;
  const checks = authorsChecks({
    classes: settings.classes,
    images: counts.images,
    correct,
    repeatDifference: check.repeatDifference,
    dlr: outcomes(start, tell(planned.length, 'checks')).reduce(counted, noCounts),
    probabilities: counts.probabilities,
    comparisons,
  });
  const facts = { classes: settings.classes, correct, comparisons, gradients, checks };
  const rules = appliedRules(facts);
  const surface = measured({ surface: plan }, lossSurfaceSchema, () => lossSurface(model, plan, images, batch));
  return { correct, comparisons, gradients, checks, surface, rules, verdict: verdictOf(rules, correct.length) };
}
