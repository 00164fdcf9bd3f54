import { summaryFileWriter } from '@tensorflow/tfjs-node-gpu/dist/tensorboard.js';
import type { EpochMetrics } from '@bcos-bench/formats';
import type { Moment } from './schedules/schedule.js';
import type { StepOutcome } from './trainingStep.js';

/** Writes what happens to TensorBoard. */
export interface EventWriter {
  readonly step: (moment: Moment, outcome: StepOutcome, images: number) => void;
  readonly epoch: (metrics: EpochMetrics) => void;
}

/** Steps between two points of the curves by step. */
const EVERY = 20;

/** Writes nothing. */
export const noEvents: EventWriter = { step: () => undefined, epoch: () => undefined };

/**
 * Writes events to `folder` by tfjs-node's own writer: loss and top-1 of every twentieth step, and every epoch's metrics.
 * Event files hold times and the machine's name, so they are no part of a checkpoint.
 */
export function openEvents(folder: string): EventWriter {
  const writer = summaryFileWriter(folder);
  return {
    step: ({ epoch, step, stepsPerEpoch }, { loss, top1 }, images) => {
      const number = epoch * stepsPerEpoch + step;
      if (number % EVERY !== 0) return;
      writer.scalar('step/loss', loss, number);
      writer.scalar('step/top1', top1 / images, number);
    },
    epoch: ({ epoch, ...metrics }) => {
      for (const [name, value] of Object.entries(metrics)) writer.scalar(`epoch/${name}`, value, epoch);
      writer.flush();
    },
  };
}
