import type { PickleValue, TensorReference } from './value.js';

/** The deepest that dicts and lists of a checkpoint may stand in one another. */
const MAX_DEPTH = 200;

/** The values that a value is made of. */
function* partsOf(value: PickleValue): Generator<PickleValue, void> {
  if (typeof value !== 'object' || value === null) return;
  if ('items' in value) yield* value.items;
  if (value.kind === 'dict') {
    for (const [key, entry] of value.entries) {
      yield key;
      yield entry;
    }
  }
}

/** A value that is being walked through. */
interface OpenValue {
  readonly value: PickleValue;
  readonly parts: Generator<PickleValue, void>;
  /** How deep values stand in one another within it, as far as it was walked through. */
  depth: number;
}

/**
 * Refuses what a walk would not come back from: values that contain themselves, or that stand deeper in one another than
 * `MAX_DEPTH`. Every value is visited once, however many places it stands at.
 */
export function checkTree(root: PickleValue, refuse: (what: string) => never): void {
  const open = new Set<PickleValue>();
  const depths = new Map<PickleValue, number>();
  const path: OpenValue[] = [];
  const deepen = (depth: number): void => {
    const last = path.at(-1);
    if (last !== undefined) last.depth = Math.max(last.depth, depth + 1);
    if (path.length > MAX_DEPTH || depth >= MAX_DEPTH)
      refuse(`holds values more than ${MAX_DEPTH} deep in one another`);
  };
  const enter = (value: PickleValue): void => {
    if (typeof value !== 'object' || value === null) return;
    const known = depths.get(value);
    if (known !== undefined) {
      deepen(known);
      return;
    }
    if (open.has(value)) refuse('holds a value that contains itself');
    open.add(value);
    path.push({ value, parts: partsOf(value), depth: 0 });
    deepen(0);
  };
  enter(root);
  for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
    const next = last.parts.next();
    if (next.done === true) {
      path.pop();
      open.delete(last.value);
      depths.set(last.value, last.depth);
      deepen(last.depth);
    } else enter(next.value);
  }
}

/** Every tensor in a value once, in the order in which they stand. */
export function tensorsIn(root: PickleValue): TensorReference[] {
  const seen = new Set<PickleValue>();
  const found: TensorReference[] = [];
  const visit = (value: PickleValue): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (value.kind === 'tensor') found.push(value);
    for (const part of partsOf(value)) visit(part);
  };
  visit(root);
  return found;
}
