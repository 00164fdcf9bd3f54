import { constants } from 'node:os';
import { Interruption } from '@bcos-bench/stage';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
type Signal = (typeof SIGNALS)[number];

/** Notices that the user wants to stop. */
export interface InterruptionWatch {
  /** The signal that has come, or null. */
  readonly wanted: () => Signal | null;
  /** Gives the signals back their usual effect. */
  readonly dispose: () => void;
}

/** Catches the first Ctrl-C (or SIGTERM), so that a training can stop between two steps; a second one ends the process. */
export function watchInterruption(): InterruptionWatch {
  let seen: Signal | null = null;
  const onSignal = (signal: NodeJS.Signals): void => {
    seen = SIGNALS.find((known) => known === signal) ?? null;
    dispose();
  };
  const dispose = (): void => SIGNALS.forEach((signal) => process.removeListener(signal, onSignal));
  SIGNALS.forEach((signal) => process.on(signal, onSignal));
  return { wanted: () => seen, dispose };
}

/** The fault that a signal ends the stage with. */
export function interruptedBy(signal: Signal, where: string): Interruption {
  const parts = { what: 'stopped', where, remedy: 'the same command goes on from there' };
  return new Interruption(parts, 128 + constants.signals[signal]);
}
