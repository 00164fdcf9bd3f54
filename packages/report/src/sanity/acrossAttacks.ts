import { variantName, type AttackCell } from '@bcos-bench/pipeline';
import { imageDiameter, numbersOf, parseEpsilon, type AttackNorm, type ImageShape } from '@bcos-bench/vocabulary';
import type { Dataset } from '@bcos-bench/formats';
import type { AttackOutcome, AttackResult } from '../results/attackResult.js';
import type { AttackCheck } from './attackCheck.js';

/** An attack that has run. */
interface Measured {
  readonly network: string;
  readonly node: string;
  readonly cell: AttackCell;
  readonly eps: number;
  readonly outcome: AttackOutcome;
}

/** The radius from which on, in units of [0,1], any image of that shape can become grey: half of the most that two can differ. */
function blindingRadius(norm: AttackNorm, shape: ImageShape): number {
  return 0.5 * imageDiameter(norm, numbersOf(shape));
}

const RISES = 'more images are classified correctly than the 95% interval of the weaker attack reaches up to';

/**
 * The checks that no attack makes by itself, passed or raised: accuracy that rises with the steps or with the radius, beyond the 95% interval
 * of the weaker attack; and a radius at which no network can see that leaves more than chance.
 * @param data the classes and the shape of the images that were attacked
 */
export function checksAcrossAttacks(
  attacks: Iterable<AttackResult>,
  data: Pick<Dataset, 'classes' | 'shape'>,
): AttackCheck[] {
  const measured = [...attacks].flatMap(({ outcome, ...attack }): Measured[] =>
    outcome === null ? [] : [{ ...attack, eps: parseEpsilon(attack.cell.eps), outcome }],
  );
  return measured.flatMap((stronger) => [
    ...measured
      .filter((weaker) => sameSetting(stronger, weaker) && images(stronger) === images(weaker))
      .flatMap((weaker) => [...moreSteps(stronger, weaker), ...moreRadius(stronger, weaker)]),
    ...aboveChance(stronger, data.classes.length, data.shape),
  ]);
}

function sameSetting(a: Measured, b: Measured): boolean {
  const setting = ({ network, cell }: Measured) => [network, cell.norm, cell.threat, variantName(cell)].join();
  return setting(a) === setting(b);
}

const images = ({ outcome }: Measured): number => outcome.robust.total;

function moreSteps(stronger: Measured, weaker: Measured): AttackCheck[] {
  const comparable = stronger.eps === weaker.eps && stronger.cell.steps > weaker.cell.steps;
  if (!comparable) return [];
  return [
    compared(stronger, weaker, 'more steps, higher accuracy', 'steps that are too long, or gradients that mislead'),
  ];
}

function moreRadius(stronger: Measured, weaker: Measured): AttackCheck[] {
  const comparable = stronger.eps > weaker.eps && stronger.cell.steps === weaker.cell.steps;
  if (!comparable) return [];
  const means = 'masked gradients: the larger radius allows every perturbation that the smaller one allows';
  return [compared(stronger, weaker, 'larger radius, higher accuracy', means)];
}

function rises(stronger: Measured, weaker: Measured): boolean {
  return stronger.outcome.robust.value > weaker.outcome.robust.high;
}

function compared(stronger: Measured, weaker: Measured, name: string, means: string): AttackCheck {
  const { node, outcome } = stronger;
  const { correct, total } = outcome.robust;
  const before = weaker.outcome.robust;
  const observed = `${correct} of ${total} images, and ${before.correct} of ${before.total} under ${weaker.node}`;
  return { node, name, observed, means, raised: rises(stronger, weaker), raisedWhen: RISES };
}

function aboveChance(
  { node, cell, eps, outcome: { robust } }: Measured,
  classes: number,
  shape: ImageShape,
): AttackCheck[] {
  if (eps < blindingRadius(cell.norm, shape) || cell.targeted !== undefined) return [];
  const observed = `${robust.correct} of ${robust.total} images`;
  const means = 'masked gradients: within this radius every image can be made grey, so it is the attack that fails';
  return [
    {
      ...{ node, name: 'a blinding radius leaves more than chance', observed, means },
      raised: robust.low > 1 / classes,
      raisedWhen: 'the 95% interval of the accuracy that is left is above chance',
    },
  ];
}
