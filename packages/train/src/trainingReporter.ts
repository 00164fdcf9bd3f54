import type { ReportProgress } from '@bcos-bench/cli';
import type { Moment } from './schedules/schedule.js';
import type { TrainPlan } from './trainPlan.js';
import type { EpochSums, TrainingProgress } from './trainingProgress.js';

/**
 * Reports steps to the progress bar, with the loss and accuracy of the epoch so far and the images a second since this
 * process began.
 */
export function trainingReporter(
  progress: ReportProgress,
  { recipe: { epochs, batch } }: TrainPlan,
  start: TrainingProgress,
): (moment: Moment, sums: EpochSums) => void {
  const began = performance.now();
  return ({ epoch, step, stepsPerEpoch }, { loss, top1, images }) => {
    const done = epoch * stepsPerEpoch + step + 1;
    const here = done - (start.epoch * stepsPerEpoch + start.step);
    const rate = (1000 * here * batch) / (performance.now() - began);
    const accuracy = ((100 * top1) / images).toFixed(1);
    progress({
      done,
      total: epochs * stepsPerEpoch,
      unit: 'steps',
      note: `epoch ${epoch + 1}/${epochs}, loss ${(loss / images).toFixed(4)}, ${accuracy}%, ${rate.toFixed(0)} images/s`,
    });
  };
}
