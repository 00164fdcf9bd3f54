import type { Schedule } from './schedule.js';

/** Half a cosine from 1 to 0 over `length`, as `torch.optim.lr_scheduler.CosineAnnealingLR` with a least rate of 0. */
export function halfCosine(at: number, length: number): number {
  return (1 + Math.cos((Math.PI * at) / length)) / 2;
}

/** Half a cosine over all epochs, a step an epoch. */
export const cosine: Schedule = { uses: [], share: ({ epochs }, { epoch }) => halfCosine(epoch, epochs) };
