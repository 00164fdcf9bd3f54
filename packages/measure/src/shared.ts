import { costSince, type Cost } from './passCounter.js';
import type { Subject } from './subject.js';

/** `compute`, computed once for each subject, however many measures ask; what it costs counts for each of them. */
export function shared<T>(compute: (subject: Subject) => T): (subject: Subject) => T {
  const known = new WeakMap<Subject, { readonly value: T; readonly cost: Cost }>();
  return (subject) => {
    const { passes } = subject.network;
    const found = known.get(subject);
    if (found !== undefined) {
      passes.add(found.cost);
      return found.value;
    }
    const before = passes.total();
    const value = compute(subject);
    known.set(subject, { value, cost: costSince(before, passes.total()) });
    return value;
  };
}
