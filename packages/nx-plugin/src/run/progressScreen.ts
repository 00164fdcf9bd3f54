/** Milliseconds between lines where there is no terminal. */
const BETWEEN_LINES = 10_000;
/** Milliseconds between looks at how far it is. */
const BETWEEN_LOOKS = 1000;

/** What is written to, with what is known of a terminal. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly write: (text: string) => unknown;
}

/** Where it is shown how far a run is. */
export interface ProgressScreen {
  /** Lets `write` write lines that stay. */
  readonly above: (write: () => void) => void;
  /** Takes the last line away: the run has ended. */
  readonly close: () => void;
}

/**
 * Shows how far a run is: on a terminal as its last line, which changes, and elsewhere as a line every ten seconds.
 * @param say the line; null where there is nothing to say
 */
export function progressScreen(screen: Screen, say: () => string | null): ProgressScreen {
  return screen.isTTY === true ? lastLine(screen, say) : linesNowAndThen(screen, say);
}

function lastLine(screen: Screen, say: () => string | null): ProgressScreen {
  const clear = (): void => {
    screen.write('\r\u001B[K');
  };
  const show = (): void => {
    clear();
    // A line that is wrapped cannot be cleared.
    screen.write((say() ?? '').slice(0, (screen.columns ?? 80) - 1));
  };
  const looks = setInterval(show, BETWEEN_LOOKS);
  return {
    above: (write) => {
      clear();
      write();
      show();
    },
    close: () => {
      clearInterval(looks);
      clear();
    },
  };
}

function linesNowAndThen(screen: Screen, say: () => string | null): ProgressScreen {
  const looks = setInterval(() => {
    const text = say();
    if (text !== null) screen.write(`${text}\n`);
  }, BETWEEN_LINES);
  return {
    above: (write) => write(),
    close: () => clearInterval(looks),
  };
}
