/** The variable that tells a supervised process its end of the pipe to whoever started it: the number of a descriptor. */
export const STARTER = 'BCOS_STARTER';

/** The descriptor of that pipe, after those of the three standard streams. */
export const STARTER_DESCRIPTOR = 3;

/** What a supervised process writes into the pipe to be given more time: it is saving its state. */
export const SAVING = 'saving\n';

/** What a supervised process hands to the thread that watches its starter. */
export interface WatchedStarter {
  readonly descriptor: number;
  /** One number that both threads see: 0, or 1 and the place in `STOP_SIGNALS` of the signal to obey. */
  readonly wish: Int32Array;
}
