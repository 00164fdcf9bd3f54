import type { Schedule } from './schedule.js';

/**
 * One triangle, a step a step: from 0 up to the full rate at the share `peak` of all steps, and down to 0, as
 * `torch.optim.lr_scheduler.CyclicLR` over one cycle. Fast adversarial training (Wong, Rice and Kolter 2020) runs on it.
 */
export const cyclic: Schedule = {
  uses: ['peak'],
  share: ({ epochs, peak }, { epoch, step, stepsPerEpoch }) => {
    const gone = (epoch * stepsPerEpoch + step) / (epochs * stepsPerEpoch);
    return gone < peak ? gone / peak : (1 - gone) / (1 - peak);
  },
};
