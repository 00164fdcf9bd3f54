/** The signals by which a user, a terminal that closes, or a cluster asks a command to end. */
export const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type StopSignal = (typeof STOP_SIGNALS)[number];

/** Whether a signal asks a command to end. */
export function isStopSignal(signal: string): signal is StopSignal {
  return STOP_SIGNALS.some((known) => known === signal);
}
