import cliProgress from 'cli-progress';
import { remainingTime } from './remainingTime.js';

/** How far a stage is: `done` of `total` units, and what there is to say of it (such as a loss). */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly unit: string;
  readonly note?: string;
}

/** Is told how far a stage is. */
export type ReportProgress = (progress: Progress) => void;

/** Shows progress; the last unit ends the bar. */
export interface ProgressReporter {
  readonly report: ReportProgress;
  /** Ends a bar that is not full, so that the terminal is as it was: the stage has ended early. */
  readonly close: () => void;
}

const MILLISECONDS_BETWEEN_LINES = 10_000;

/** A bar on a terminal, a line every ten seconds elsewhere, nothing with `quiet`. All of it goes to stderr. */
export function progressReporter(quiet: boolean): ProgressReporter {
  if (quiet) return { report: () => undefined, close: () => undefined };
  return process.stderr.isTTY ? barReporter() : lineReporter();
}

function barReporter(): ProgressReporter {
  let bar: cliProgress.SingleBar | null = null;
  let left = remainingTime();
  const report = (progress: Progress): void => {
    const { done, total, unit, note = '' } = progress;
    const payload = { unit, note, left: left(progress) };
    if (bar === null) {
      const format = '{bar} {value}/{total} {unit} {note} {left}';
      bar = new cliProgress.SingleBar(
        { format, stream: process.stderr, hideCursor: true },
        cliProgress.Presets.shades_classic,
      );
      bar.start(total, done, payload);
    }
    bar.setTotal(total);
    bar.update(done, payload);
    if (done >= total) close();
  };
  const close = (): void => {
    bar?.stop();
    bar = null;
    left = remainingTime();
  };
  return { report, close };
}

function lineReporter(): ProgressReporter {
  let last = performance.now();
  const left = remainingTime();
  const report = (progress: Progress): void => {
    const { done, total, unit, note = '' } = progress;
    const time = left(progress);
    const now = performance.now();
    if (now - last < MILLISECONDS_BETWEEN_LINES) return;
    last = now;
    process.stderr.write(`${[`${done}/${total} ${unit}`, note, time].filter((part) => part !== '').join(' ')}\n`);
  };
  return { report, close: () => undefined };
}
