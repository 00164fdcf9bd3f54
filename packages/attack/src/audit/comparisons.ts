import { attackLosses } from '@bcos-bench/adversary';
import { parseEpsilon, type AttackLossName, type Epsilon } from '@bcos-bench/vocabulary';
import type { PlanChanges } from './auditPlan.js';
import type { AuditSettings } from './auditSettings.js';

/** An attack that an audit makes on the network itself. */
export interface PlannedComparison {
  readonly group: GroupName;
  /** What tells it from the others of its group, such as `100`. */
  readonly setting: string;
  /** The attack in words. */
  readonly attack: string;
  readonly changes: PlanChanges;
}

type Group = (settings: AuditSettings) => readonly Omit<PlannedComparison, 'group'>[];

/** How the numbers of steps and of restarts grow, up to the most. */
const [STEPS_GROW, RESTARTS_GROW] = [10, 5];
/** Steps of each restart. */
const STEPS_OF_RESTART = 20;
/** By how much one radius is larger than the one before. */
const GROWTH = 4;
/** Steps where a large radius must break all. */
const STEPS_OF_RADIUS = 100;
/** Passes whose mean is followed where the network draws. */
const EOT = 20;
/** Losses that are compared with the network's own. */
const LOSSES = ['ce', 'bce', 'margin', 'dlr'] as const satisfies readonly AttackLossName[];

/** The comparisons of an audit by group: each is a list of attacks that should do as well as one another, or better and better. */
const groups = {
  attack: ({ steps, queries }) => [
    { setting: 'pgd', attack: `PGD, ${steps} steps`, changes: {} },
    { setting: 'square', attack: `Square, ${queries} queries`, changes: { attack: 'square', steps: queries } },
    {
      setting: 'random points',
      attack: `${steps} random points of the ball`,
      changes: { attack: 'gaussian-noise' },
    },
  ],
  steps: ({ mostSteps }) =>
    growing(STEPS_GROW, mostSteps).map((steps) => ({
      setting: String(steps),
      attack: `PGD, ${steps} ${steps === 1 ? 'step' : 'steps'}`,
      changes: { steps },
    })),
  restarts: ({ mostRestarts }) =>
    growing(RESTARTS_GROW, mostRestarts).map((restarts) => ({
      setting: String(restarts),
      attack: `PGD, ${STEPS_OF_RESTART} steps, ${restarts} random ${restarts === 1 ? 'start' : 'starts'}`,
      changes: { steps: STEPS_OF_RESTART, randomStart: true, restarts },
    })),
  radius: (settings) =>
    radii(settings).map(({ eps, text }) => ({
      setting: text,
      attack: `PGD, ${STEPS_OF_RADIUS} steps, radius ${text}`,
      changes: { eps, steps: STEPS_OF_RADIUS },
    })),
  loss: ({ loss: own, steps, classes }) => [
    ...[own, ...LOSSES.filter((loss) => loss !== own)]
      .filter((loss) => classes >= attackLosses[loss].classes.away)
      .map((loss) => ({
        setting: loss,
        attack: `PGD, ${steps} steps, loss ${loss}${loss === own ? ' (its own)' : ''}`,
        changes: { loss },
      })),
    { setting: 'rescaled', attack: `PGD, ${steps} steps, its own loss of rescaled logits`, changes: { rescale: true } },
  ],
  gradient: ({ isBcos, steps }) =>
    isBcos
      ? [
          { setting: 'true', attack: `PGD, ${steps} steps`, changes: {} },
          {
            setting: 'through W(x)',
            attack: `PGD, ${steps} steps, gradient through W(x)`,
            changes: { through: 'explanation' },
          },
        ]
      : [],
  draws: ({ draws, steps }) =>
    draws
      ? [1, EOT].map((eot) => ({
          setting: String(eot),
          attack: `PGD, ${steps} steps, mean of ${eot} ${eot === 1 ? 'pass' : 'passes'}`,
          changes: { eot },
        }))
      : [],
} as const satisfies Record<string, Group>;

type GroupName = keyof typeof groups;

/** All attacks of an audit, in order. */
export function plannedComparisons(settings: AuditSettings): PlannedComparison[] {
  return (Object.keys(groups) as GroupName[]).flatMap((group) =>
    groups[group](settings).map((comparison) => ({ group, ...comparison })),
  );
}

/** 1, and so many times as much again and again, and the most. */
function growing(factor: number, most: number): number[] {
  const numbers = [];
  for (let number = 1; number < most; number *= factor) numbers.push(number);
  return [...numbers, most];
}

/** The radius, four times as large again and again, and the most that two images can differ. */
function radii({ eps, epsText, diameter }: AuditSettings): { readonly eps: Epsilon; readonly text: string }[] {
  const grown = [];
  for (let radius = eps * GROWTH; radius < diameter; radius *= GROWTH) grown.push(radius);
  const larger = [...grown, ...(eps < diameter ? [diameter] : [])].map((radius) => ({
    eps: parseEpsilon(radius),
    text: String(Number(radius.toPrecision(4))),
  }));
  return [{ eps, text: epsText }, ...larger];
}
