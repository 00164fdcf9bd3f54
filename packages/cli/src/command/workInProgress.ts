import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import type { Progress, ReportProgress } from './progress.js';
import { remainingTime } from './remainingTime.js';
import { holderOf } from '../output/folderLock.js';
import { placeOf, workEntry } from '../output/outputPlace.js';
import { isRunning } from '../signals/isRunning.js';

/** How far a stage is, as it stands in its work folder. */
const keptProgressSchema = z.object({
  done: z.number(),
  total: z.number(),
  unit: z.string(),
  note: z.string(),
  /** Such as `2m05s left`; empty where that is not known. */
  left: z.string(),
});
export type KeptProgress = z.infer<typeof keptProgressSchema>;

/** What is at work on an output. */
export interface WorkInProgress {
  /** The command, such as `bcos-train`. */
  readonly stage: string;
  /** Null where it has not yet said how far it is. */
  readonly progress: KeptProgress | null;
}

const MILLISECONDS_BETWEEN_WRITES = 1000;

/** Where a stage keeps how far it is. */
export interface ProgressKeeper {
  readonly report: ReportProgress;
  /** Removes it: the stage is done, or has failed. */
  readonly clear: () => void;
}

/** Keeps in the work folder of `out` how far its stage is, at most once a second. It fails no stage: where it cannot be written, nobody sees it. */
export function progressKeeper(out: string): ProgressKeeper {
  // Found at the first report: by then the stage has made sure that there can be a place.
  let path: string | null = null;
  const left = remainingTime();
  let written = -Infinity;
  return {
    report: (progress) => {
      const remaining = left(progress);
      const now = performance.now();
      if (now - written < MILLISECONDS_BETWEEN_WRITES) return;
      path ??= workEntry(placeOf(out), 'progress');
      written = now;
      write(path, progress, remaining);
    },
    clear: () => {
      if (path !== null) rmSync(path, { force: true });
    },
  };
}

function write(path: string, { done, total, unit, note = '' }: Progress, left: string): void {
  const kept: KeptProgress = { done, total, unit, note, left };
  try {
    // Not by a rename: a killed process would leave a sibling, and who reads half a file looks again.
    writeFileSync(path, JSON.stringify(kept));
  } catch {
    // Where no stage works there is no such folder. A full disk fails the stage where it writes its result, if it must.
  }
}

/** What is at work on `out` on this machine; null where no process is. */
export function workInProgress(out: string): WorkInProgress | null {
  const place = placeOf(out);
  const holder = holderOf(workEntry(place, 'lock'));
  if (holder?.host !== hostname() || !isRunning(holder.process)) return null;
  return { stage: holder.stage, progress: readProgress(workEntry(place, 'progress')) };
}

function readProgress(path: string): KeptProgress | null {
  try {
    return keptProgressSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}
