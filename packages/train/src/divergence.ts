import { Fault } from '@bcos-bench/vocabulary';
import type { Moment } from './schedules/schedule.js';

/** A loss that is this many times the loss of the first step comes from weights that are lost. */
const HOPELESS = 100;

/**
 * Stops a training whose loss is no number any more, or beyond hope.
 * @param firstLoss the loss of the training's first step
 * @param kept where the last good state is
 * @throws Fault that says when, and at which learning rate
 */
export function requireConvergence(
  loss: number,
  firstLoss: number,
  { epoch, step }: Moment,
  learningRate: number,
  kept: string,
): void {
  if (Math.abs(loss) <= HOPELESS * Math.abs(firstLoss)) return;
  const what = Number.isFinite(loss) ? `the loss has grown from ${firstLoss} to ${loss}` : `the loss is ${loss}`;
  throw new Fault({
    what,
    where: `epoch ${epoch + 1}, step ${step + 1}, learning rate ${learningRate}`,
    remedy: `lower --lr; ${kept}`,
  });
}
