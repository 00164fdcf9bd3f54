import type { Attacked, Task } from '../plan/task.js';

/** What the members of an ensemble have made of images so far, where an attack was killed and goes on. */
export interface MemberResults {
  /** What a member made of an image; null where it is not known. @param member its place in the ensemble, from 0 */
  find(member: number, task: Task): Attacked | null;
  /** Takes what a member has made of an image. */
  keep(member: number, image: Attacked): void;
}

/** Nothing is known and nothing kept. */
export const noMemberResults: MemberResults = { find: () => null, keep: () => undefined };

/** The tasks; in place of one that the member is done with, what it made of the image. */
export function* withoutDone(
  items: Iterable<Task | Attacked>,
  member: number,
  results: MemberResults,
): Generator<Task | Attacked> {
  for (const item of items) yield 'task' in item ? item : (results.find(member, item) ?? item);
}

/** The same images; those that the member itself is done with now are kept. */
export function* keptIn(results: MemberResults, member: number, images: Iterable<Attacked>): Generator<Attacked> {
  for (const image of images) {
    const isOwn = image.brokenBy === null && image.queries > 0;
    if (isOwn && results.find(member, image.task) === null) results.keep(member, image);
    yield image;
  }
}
