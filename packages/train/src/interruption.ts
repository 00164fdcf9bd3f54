import { exitCode, STOP_SIGNALS, stopWanted, type StopSignal } from '@bcos-bench/cli';
import { Interruption } from '@bcos-bench/vocabulary';

/** Notices that the training is to end. */
export interface InterruptionWatch {
  /** The signal that has come, or null. */
  readonly wanted: () => StopSignal | null;
  /** Gives the signals back their usual effect. */
  readonly dispose: () => void;
}

/** Catches the signals that come to this process itself, besides those that its starter passes on: a cluster signals all. */
export function watchInterruption(): InterruptionWatch {
  let seen: StopSignal | null = null;
  const onSignal = (signal: StopSignal): void => {
    seen ??= signal;
  };
  STOP_SIGNALS.forEach((signal) => process.on(signal, onSignal));
  return {
    wanted: () => seen ?? stopWanted(),
    dispose: () => STOP_SIGNALS.forEach((signal) => process.off(signal, onSignal)),
  };
}

/** The fault that a signal ends the stage with. */
export function interruptedBy(signal: StopSignal, where: string): Interruption {
  const parts = { what: `stopped by ${signal}`, where, remedy: 'the same command continues from there' };
  return new Interruption(parts, exitCode([null, signal]));
}
