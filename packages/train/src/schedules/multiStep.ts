import type { Schedule } from './schedule.js';

/** The rate times `decay` at each of the `milestones`, as `torch.optim.lr_scheduler.MultiStepLR`. */
export const multiStep: Schedule = {
  uses: ['milestones', 'decay'],
  share: ({ milestones, decay }, { epoch }) => decay ** milestones.filter((milestone) => milestone <= epoch).length,
};
