import { attackStream, networkNoise } from '@bcos-bench/models';
import { inputShape, type AttackedNetwork } from '../model/attackedNetwork.js';
import type { NetworkDraws } from '../model/iterationGraph.js';
import type { MethodPlan } from '../plan/methodPlan.js';
import type { Slots } from './slots.js';

/**
 * What the network is given for a batch in one iteration, of (seed, image, restart, iteration, sample) alone; null where it draws
 * nothing.
 */
export function networkDraws(
  attacked: Pick<AttackedNetwork, 'network' | 'shape'>,
  { seed, eot = 1 }: Pick<MethodPlan, 'seed' | 'eot'>,
  slots: Slots,
): NetworkDraws | null {
  if (!attacked.network.draws) return null;
  const streamOf = (slot: Slots[number], sample: number) =>
    slot && attackStream(seed, { image: slot.task.index, restart: slot.restart, iteration: slot.step, sample });
  return {
    samples: eot,
    noise: (sample) =>
      networkNoise(
        slots.map((slot) => streamOf(slot, sample)),
        inputShape(attacked),
      ),
  };
}
