import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { z } from 'zod';
import { at } from '@bcos-bench/vocabulary';
import type { MemberResults } from '../batching/memberResults.js';
import type { Attacked, Task } from '../plan/task.js';
import { partImages, partName, removePart, wholeRows, writePart, ROWS_A_PART } from './checkedPart.js';

/** What the members of an ensemble have made of the images that are not through all of them, on disk. */
export interface MemberJournal extends MemberResults {
  /** Writes what is not written yet. */
  close(): void;
  /** Forgets the images before a place: they are through. */
  forget(before: number): void;
}

const resultSchema = z.object({
  member: z.int(),
  place: z.int(),
  step: z.int(),
  restart: z.int(),
  firstReached: z.int().nullable(),
  firstGradient: z.object({ norm: z.number(), isZero: z.boolean() }).nullable(),
  reached: z.boolean(),
  queries: z.int(),
  gradients: z.int(),
  /** Whether its image is among those of the part. One that withstood a later member is as the first left it. */
  hasImage: z.boolean(),
});
type Result = z.infer<typeof resultSchema>;

interface Found extends Result {
  readonly values: Float32Array | null;
}

/** Opens the journal in `folder`, which is made when something is written. A part that is not as it was written is left out. */
export function openMemberJournal(folder: string): MemberJournal {
  const found = new Map<string, Found>();
  /** The last place of each part on disk. */
  const lastPlaces = new Map<number, number>();
  for (const part of partsIn(folder)) {
    const rows = wholeRows(folder, partName(part), resultSchema) ?? [];
    lastPlaces.set(part, lastPlace(rows));
    for (const result of withImages(folder, part, rows)) found.set(keyOf(result), result);
  }
  let next = Math.max(-1, ...lastPlaces.keys()) + 1;
  let pending: { readonly member: number; readonly image: Attacked }[] = [];
  const close = (): void => {
    if (pending.length === 0) return;
    mkdirSync(folder, { recursive: true });
    const rows = pending.map(({ member, image }) => resultOf(member, image));
    const images = pending.filter((_, i) => at(rows, i).hasImage).map(({ image }) => image.values);
    writePart(folder, partName(next), rows, images);
    lastPlaces.set(next, lastPlace(rows));
    next += 1;
    pending = [];
  };
  return {
    find: (member, task) => {
      const result = found.get(keyOf({ member, place: task.place }));
      return result === undefined ? null : asAttacked(result, task);
    },
    keep: (member, image) => {
      pending.push({ member, image });
      if (pending.length === ROWS_A_PART) close();
    },
    close,
    forget: (before) => {
      pending = pending.filter(({ image }) => image.task.place >= before);
      for (const [part, last] of lastPlaces) {
        if (last >= before) continue;
        removePart(folder, partName(part));
        lastPlaces.delete(part);
      }
      for (const [key, { place }] of found) if (place < before) found.delete(key);
    },
  };
}

function keyOf({ member, place }: Pick<Result, 'member' | 'place'>): string {
  return `${member} ${place}`;
}

function lastPlace(rows: readonly Result[]): number {
  return Math.max(-1, ...rows.map(({ place }) => place));
}

/** The numbers of the parts in a folder, in order. */
function partsIn(folder: string): number[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? []);
  return names.map(Number).toSorted((a, b) => a - b);
}

function withImages(folder: string, part: number, rows: readonly Result[]): Found[] {
  const count = rows.filter(({ hasImage }) => hasImage).length;
  const images = count === 0 ? new Float32Array() : partImages(folder, partName(part));
  const width = count === 0 ? 0 : images.length / count;
  let image = 0;
  return rows.map((row) => {
    if (!row.hasImage) return { ...row, values: null };
    image += 1;
    return { ...row, values: images.slice((image - 1) * width, image * width) };
  });
}

function resultOf(member: number, image: Attacked): Result {
  const { task, step, restart, firstReached, firstGradient, reached, queries, gradients } = image;
  const hasImage = reached || task.earlier === null;
  return {
    ...{ member, place: task.place, step, restart, firstReached, firstGradient, reached, queries, gradients },
    hasImage,
  };
}

/** The result as the member gave it; null where its image is with a result of an earlier member that is lost. */
function asAttacked(
  { values: own, step, restart, firstReached, firstGradient, reached, queries, gradients }: Found,
  task: Task,
): Attacked | null {
  const values = own ?? task.earlier?.values;
  if (values === undefined) return null;
  const counts = { step, restart, firstReached, firstGradient, reached, queries, gradients };
  return { task, values, brokenBy: null, ...counts };
}
