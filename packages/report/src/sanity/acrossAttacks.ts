import { variantName, type AttackCell } from '@bcos-bench/pipeline';
import { parseEpsilon, type AttackNorm } from '@bcos-bench/vocabulary';
import type { AttackOutcome, AttackResult } from '../results/attackResult.js';
import type { RaisedFlag } from './raisedFlag.js';

/** An attack that has run. */
interface Measured {
  readonly network: string;
  readonly node: string;
  readonly cell: AttackCell;
  readonly eps: number;
  readonly outcome: AttackOutcome;
}

/** From these radii on, in units of [0,1], any image can become grey: half the range, of every number of the image for l2. */
const BLINDING_RADIUS: Readonly<Record<AttackNorm, number>> = { linf: 0.5, l2: 0.5 * Math.sqrt(3072) };

/**
 * What no attack shows by itself: accuracy that rises with the steps or with the radius, beyond the 95% interval of the weaker
 * attack; and a radius at which no network can see that leaves more than chance.
 * @param classes how many there are
 */
export function flagsAcrossAttacks(attacks: Iterable<AttackResult>, classes: number): RaisedFlag[] {
  const measured = [...attacks].flatMap(({ outcome, ...attack }): Measured[] =>
    outcome === null ? [] : [{ ...attack, eps: parseEpsilon(attack.cell.eps), outcome }],
  );
  return measured.flatMap((stronger) => [
    ...measured
      .filter((weaker) => sameSetting(stronger, weaker) && images(stronger) === images(weaker))
      .flatMap((weaker) => [...moreSteps(stronger, weaker), ...moreRadius(stronger, weaker)]),
    ...aboveChance(stronger, classes),
  ]);
}

function sameSetting(a: Measured, b: Measured): boolean {
  const setting = ({ network, cell }: Measured) => [network, cell.norm, cell.threat, variantName(cell)].join();
  return setting(a) === setting(b);
}

const images = ({ outcome }: Measured): number => outcome.robust.total;

function moreSteps(stronger: Measured, weaker: Measured): RaisedFlag[] {
  const comparable = stronger.eps === weaker.eps && stronger.cell.steps > weaker.cell.steps;
  if (!comparable || !rises(stronger, weaker)) return [];
  return [
    raised(stronger, weaker, 'more steps, higher accuracy', 'steps that are too long, or gradients that mislead'),
  ];
}

function moreRadius(stronger: Measured, weaker: Measured): RaisedFlag[] {
  const comparable = stronger.eps > weaker.eps && stronger.cell.steps === weaker.cell.steps;
  if (!comparable || !rises(stronger, weaker)) return [];
  const means = 'masked gradients: all that the smaller radius allows, the larger does too';
  return [raised(stronger, weaker, 'larger radius, higher accuracy', means)];
}

function rises(stronger: Measured, weaker: Measured): boolean {
  return stronger.outcome.robust.value > weaker.outcome.robust.high;
}

function raised({ node, outcome }: Measured, weaker: Measured, name: string, means: string): RaisedFlag {
  const { correct, total } = outcome.robust;
  const before = weaker.outcome.robust;
  const observed = `${correct} of ${total} images, and ${before.correct} of ${before.total} under ${weaker.node}`;
  return { node, name, observed, means };
}

function aboveChance({ node, cell, eps, outcome: { robust } }: Measured, classes: number): RaisedFlag[] {
  if (eps < BLINDING_RADIUS[cell.norm] || cell.targeted !== undefined || robust.low <= 1 / classes) return [];
  const observed = `${robust.correct} of ${robust.total} images`;
  const means =
    'masked gradients: with such a radius every image can be made grey, so the attack fails, not the images';
  return [{ node, name: 'a blinding radius leaves more than chance', observed, means }];
}
