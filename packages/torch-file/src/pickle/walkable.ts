import { asDict, type PickleValue } from './value.js';
import { checkTree } from './valueTree.js';

/** What a walk does not come back from, as a value; thrown and caught here alone. */
class Unwalkable extends Error {}

/** Why a walk through a value would not come back; null where it would. */
function objectionTo(value: PickleValue): string | null {
  try {
    checkTree(value, (what) => {
      throw new Unwalkable(what);
    });
    return null;
  } catch (error) {
    if (error instanceof Unwalkable) return error.message;
    throw error;
  }
}

/**
 * What a file holds, without what a walk would not come back from: an entry of the outermost dict that contains itself or is too
 * deep, as settings and histories may be, becomes an opaque object. The weights, which stand under another key, do not depend on it.
 */
export function walkable(root: PickleValue, refuse: (what: string) => never): PickleValue {
  const objection = objectionTo(root);
  if (objection === null) return root;
  const dict = asDict(root);
  const entries = [...(dict?.entries ?? [])];
  const sound = entries.map(([key, value]): [PickleValue, PickleValue] =>
    objectionTo(value) === null ? [key, value] : [key, { kind: 'opaque', name: 'a value too deep to be read' }],
  );
  const pruned: PickleValue = dict === null ? root : { ...dict, entries: new Map(sound) };
  return objectionTo(pruned) === null ? pruned : refuse(objection);
}
