import { halfCosine } from './cosine.js';
import type { Schedule } from './schedule.js';

/** Where the warm-up begins, of the full rate: `warmup_decay` of `bcos.optim.LRSchedulerFactory`. */
const FIRST_SHARE = 0.01;

/** A straight line from one hundredth to the full rate over the warm-up's epochs, then half a cosine, a step an epoch. */
export const warmupCosine: Schedule = {
  uses: ['warmupEpochs'],
  share: ({ epochs, warmupEpochs }, { epoch }) =>
    epoch < warmupEpochs
      ? FIRST_SHARE + ((1 - FIRST_SHARE) * epoch) / warmupEpochs
      : halfCosine(epoch - warmupEpochs, epochs - warmupEpochs),
};
