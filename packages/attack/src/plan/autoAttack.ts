import {
  attackDescription,
  attackOptionsOf,
  UsageFault,
  type AttackLossName,
  type MethodName,
} from '@bcos-bench/vocabulary';
import { attackMethods } from '@bcos-bench/adversary';
import { randomStream } from '@bcos-bench/random';
import type { AttackPlan } from './attackPlan.js';
import { fewestClasses, mostClasses } from './classBounds.js';
import type { MethodPlan } from './methodPlan.js';

/** An attack of an ensemble. */
export interface Member {
  readonly name: string;
  readonly plan: MethodPlan;
}

/** What a member is, whatever the radius. */
interface MemberKind {
  readonly attack: MethodName;
  /** The loss that it follows; null where its method has its own. */
  readonly loss: AttackLossName | null;
  /** Which number of the ensemble's is its number of steps. */
  readonly counts: 'steps' | 'queries';
}

/** The members that AutoAttack can have, by name. */
const kinds = {
  'apgd-ce': { attack: 'apgd', loss: 'ce', counts: 'steps' },
  'apgd-dlr': { attack: 'apgd', loss: 'dlr', counts: 'steps' },
  'apgd-bce': { attack: 'apgd', loss: 'bce', counts: 'steps' },
  'apgd-margin': { attack: 'apgd', loss: 'margin', counts: 'steps' },
  'apgd-t': { attack: 'apgd-t', loss: null, counts: 'steps' },
  'fab-t': { attack: 'fab-t', loss: null, counts: 'steps' },
  square: { attack: 'square', loss: null, counts: 'queries' },
  // The last: the seeds of the others come from their places.
  fab: { attack: 'fab', loss: null, counts: 'steps' },
} as const satisfies Record<string, MemberKind>;

type MemberName = keyof typeof kinds;
const isMemberName = (name: string): name is MemberName => Object.hasOwn(kinds, name);

/** A member, how often it begins anew, and how often it looks at a network that draws, unless the plan says. */
type MemberAndRestarts = readonly [name: MemberName, restarts: number, eot?: number];

/** The authors' number of passes whose mean the version for randomised networks follows. */
const RANDOMISED_PASSES = 20;

/** The members of AutoAttack's versions, in the order of the authors' code. */
const versions = {
  standard: [
    ['apgd-ce', 1],
    ['apgd-t', 1],
    ['fab-t', 1],
    ['square', 1],
  ],
  plus: [
    ['apgd-ce', 5],
    ['apgd-dlr', 5],
    ['fab', 5],
    ['square', 1],
    ['apgd-t', 1],
    ['fab-t', 1],
  ],
  rand: [
    ['apgd-ce', 1, RANDOMISED_PASSES],
    ['apgd-dlr', 1, RANDOMISED_PASSES],
  ],
} as const satisfies Record<string, readonly MemberAndRestarts[]>;
const isVersionName = (name: string): name is keyof typeof versions => Object.hasOwn(versions, name);

/** Keeps the seeds of members apart from all others. */
const MEMBER = 0x3e3b;

/**
 * The members of an ensemble on a network of `classes` classes, in order. Each has a seed of its own, of (seed, name).
 * @returns those that can have so few or so many classes, and the names of the others
 * @throws UsageFault where a member has no such name, or none is left
 */
export function membersOf(
  plan: AttackPlan,
  classes: number,
): { readonly members: Member[]; readonly leftOut: string[] } {
  const wanted = wantedMembers(plan);
  const isDefined = ([name]: MemberAndRestarts): boolean =>
    classes >= fewestClasses({ ...kinds[name], loss: lossOf(name), target: null }) &&
    classes <= mostClasses(kinds[name].attack);
  const members = wanted
    .filter(isDefined)
    .map((member) => ({ name: member[0], plan: memberPlan(member, plan, classes) }));
  const leftOut = wanted.filter((member) => !isDefined(member)).map(([name]) => name);
  if (members.length === 0) {
    const what = `none of ${leftOut.join(', ')} can have ${classes} classes`;
    throw new UsageFault({ what, where: '--members', remedy: 'choose apgd-ce' });
  }
  return { members, leftOut };
}

function wantedMembers({ options: { members = 'standard' } }: AttackPlan): readonly MemberAndRestarts[] {
  if (isVersionName(members)) return versions[members];
  return members.split(',').map((text) => {
    const name = text.trim();
    if (isMemberName(name)) return [name, 1];
    const remedy = `write ${Object.keys(versions).join(' or ')}, or some of ${Object.keys(kinds).join(', ')}`;
    throw new UsageFault({ what: `'${name}' is no member of an ensemble`, where: '--members', remedy });
  });
}

function lossOf(name: MemberName): AttackLossName {
  const { attack, loss } = kinds[name];
  const followed = loss ?? attackDescription(attack).loss;
  if (followed === null) throw new Error(`${name} follows no loss`);
  return followed;
}

function stepsOf(name: MemberName, { steps, options: { queries } }: AttackPlan): number {
  if (kinds[name].counts === 'steps') return steps;
  if (queries === undefined) throw new Error(`${name} is given no number of queries`);
  return queries;
}

function memberPlan(
  [name, restarts, usualEot]: MemberAndRestarts,
  { eot: asked, ...plan }: AttackPlan,
  classes: number,
): MethodPlan {
  const { attack } = kinds[name];
  const eot = attackMethods[attack].needs === 'gradient' ? (asked ?? usualEot) : undefined;
  const { rho, targets = 1 } = plan.options;
  const { options } = attackDescription(attack);
  const given = { rho, targets: Math.min(targets, classes - 1) };
  const own = Object.fromEntries(Object.entries(given).filter(([option]) => Object.hasOwn(options, option)));
  const steps = stepsOf(name, plan);
  return {
    ...plan,
    attack,
    loss: lossOf(name),
    steps,
    options: attackOptionsOf({ attack, eps: plan.eps, steps }, own),
    randomStart: true,
    restarts,
    useBest: true,
    stopEarly: true,
    ...(eot === undefined ? {} : { eot }),
    seed: randomStream(plan.seed, MEMBER, Object.keys(kinds).indexOf(name)).uint32(),
  };
}
