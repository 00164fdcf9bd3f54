import { setImmediate } from 'node:timers/promises';
import { askForTimeToSave } from '@bcos-bench/cli';
import { interruptedBy, type InterruptionWatch } from './interruption.js';
import { readState, saveState } from './stateFolder.js';
import type { TrainingPosition } from './training.js';

/** Saves a training as it goes, so that it can be killed at any moment and go on later. */
export interface SavedTrainingKeeper {
  /** The position to go on from, the caller's to dispose, or null where there is none of this very training. */
  readonly begin: () => TrainingPosition | null;
  /**
   * Between two steps: saves the position after an epoch, where the last save is long ago, and, where steps are so slow that a
   * signal may find no end of one in time, as often as costs little.
   * @throws Interruption where the user wants to stop, with the position saved
   */
  readonly between: (position: TrainingPosition) => Promise<void>;
  /** Where the last saved state is, in words for an error. */
  readonly kept: () => string;
  /** Seconds that the training has taken, over all its processes. */
  readonly seconds: () => number;
}

/** Milliseconds. A step that takes longer can be cut off by a signal. */
const SLOW_STEP = 500;
/** Then the state is saved so often that saving takes at most this part of the time, 1 in N. */
const PARTS_FOR_SAVING = 50;

/**
 * @param folder where states are saved
 * @param key what the training depends on: a state of another key is left alone until the first save replaces it
 * @param minutes from one save to the next, besides those after each epoch
 */
export function keepTraining(
  folder: string,
  key: string,
  minutes: number,
  interruption: InterruptionWatch,
): SavedTrainingKeeper {
  const began = performance.now();
  let before = 0;
  let [lastSave, saving, lastStep] = [began, 0, began];
  let saved: { epoch: number; step: number } | null = null;
  const seconds = (): number => before + (performance.now() - began) / 1000;
  const save = (position: TrainingPosition): void => {
    const from = performance.now();
    if (saveState(folder, key, { position, seconds: seconds() })) saved = position.progress;
    lastSave = performance.now();
    saving = lastSave - from;
  };
  const isDue = (step: number): boolean => {
    const now = performance.now();
    const isSlow = now - lastStep > SLOW_STEP;
    return step === 0 || now - lastSave >= Math.min(minutes * 60_000, isSlow ? PARTS_FOR_SAVING * saving : Infinity);
  };
  return {
    seconds,
    begin: () => {
      const state = readState(folder, key);
      before = state?.seconds ?? 0;
      saved = state?.position.progress ?? null;
      return state?.position ?? null;
    },
    between: async (position) => {
      // Lets signals and timers through: a step by itself never waits.
      await setImmediate();
      const signal = interruption.wanted();
      const { epoch, step } = position.progress;
      if (signal !== null) askForTimeToSave();
      if (signal !== null || isDue(step)) save(position);
      lastStep = performance.now();
      if (signal !== null) throw interruptedBy(signal, `epoch ${epoch + 1}, step ${step + 1}`);
    },
    kept: () =>
      saved === null
        ? 'no state was saved yet'
        : `${folder} keeps the state before epoch ${saved.epoch + 1}, step ${saved.step + 1}`,
  };
}
