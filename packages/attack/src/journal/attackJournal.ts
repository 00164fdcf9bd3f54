import { join } from 'node:path';
import { attackSampleSchema, joinedFloats, type AttackSample, type Examples } from '@bcos-bench/formats';
import type { TensorShape } from '@bcos-bench/vocabulary';
import type { AttackedImage } from '../attackImages.js';
import type { MemberResults } from '../batching/memberResults.js';
import { partImages, partName, partRows, wholeRows, writePart, ROWS_A_PART } from './checkedPart.js';
import { claimFolder } from './claimedFolder.js';
import { openMemberJournal } from './memberJournal.js';

/**
 * What an attack has done so far, on disk and in order, so that a killed one goes on where it was. Whole parts are written; how many
 * rows a part has makes no difference.
 */
export interface Journal {
  /** How many images were done when it was opened. */
  readonly done: number;
  /** What the members of an ensemble have done with the others. */
  readonly members: MemberResults;
  /** Takes the next image. */
  append(image: AttackedImage): void;
  /** Writes what is not written yet. */
  close(): void;
  /** The same, where something was written long ago for the last time. */
  keepUp(): void;
  /** All rows, in order; memory holds one part at a time. */
  samples(): Generator<AttackSample>;
  /** The kept images. */
  examples(shape: TensorShape): Examples;
}

/** Milliseconds. A process that ends by force loses the work of at most this time, and what is not done. */
const LONG_AGO = 10_000;

/**
 * Opens the journal in `folder`. One of another `key` is thrown away, and so is what of it is not as it was written: from the first part
 * whose checksum does not match on, all is made again.
 * @param key what the attack's bytes depend on
 * @param keep how many attacked images are kept besides their rows
 */
export function openJournal(folder: string, key: string, keep: number): Journal {
  claimFolder(folder, key);
  const { parts: found, done } = wholeParts(folder);
  let [parts, rows, written] = [found, done, performance.now()];
  let pending: AttackedImage[] = [];
  const members = openMemberJournal(join(folder, 'members'));
  const write = (): void => {
    const kept = pending.slice(0, keptOf(keep, rows, pending.length)).map(({ attacked }) => attacked);
    writePart(
      folder,
      partName(parts),
      pending.map(({ sample }) => sample),
      kept,
    );
    parts += 1;
    rows += pending.length;
    written = performance.now();
    pending = [];
    members.forget(rows);
  };
  const close = (): void => {
    if (pending.length > 0) write();
    members.close();
    written = performance.now();
  };
  return {
    done,
    members,
    append: (image) => {
      pending.push(image);
      if (pending.length === ROWS_A_PART) write();
    },
    close,
    keepUp: () => {
      if (performance.now() - written > LONG_AGO) close();
    },
    samples: function* () {
      for (let part = 0; part < parts; part += 1) yield* partRows(folder, partName(part), attackSampleSchema);
    },
    examples: (shape) => readKept(folder, parts, keep, shape),
  };
}

/** How many images are kept of some rows that come after `before` others. */
function keptOf(keep: number, before: number, rows: number): number {
  return Math.min(rows, Math.max(0, keep - before));
}

/** How many parts, from the first on, are as they were written, and how many rows they have. */
function wholeParts(folder: string): { parts: number; done: number } {
  let [parts, done] = [0, 0];
  for (;;) {
    const rows = wholeRows(folder, partName(parts), attackSampleSchema);
    if (rows === null) return { parts, done };
    done += rows.length;
    parts += 1;
  }
}

function readKept(folder: string, parts: number, keep: number, shape: TensorShape): Examples {
  const index: number[] = [];
  const images: Float32Array[] = [];
  for (let part = 0; part < parts; part += 1) {
    const rows = partRows(folder, partName(part), attackSampleSchema);
    const kept = keptOf(keep, index.length, rows.length);
    if (kept === 0) break;
    index.push(...rows.slice(0, kept).map((row) => row.index));
    images.push(partImages(folder, partName(part)));
  }
  return { index: Int32Array.from(index), shape, values: joinedFloats(images) };
}
