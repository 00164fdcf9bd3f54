import { attributeCallables } from './attributeCallables.js';
import type { KnownCallable } from './callable.js';
import { containerCallables } from './containerCallables.js';
import { numpyCallables } from './numpyCallables.js';
import { tensorCallables } from './tensorCallables.js';

/**
 * Every class and function that is known here: all else is an opaque object. One row a name; what it makes is made here,
 * from arguments that it checks, and Python's own is never needed.
 */
export const knownCallables: ReadonlyMap<string, KnownCallable> = new Map(
  [attributeCallables, containerCallables, numpyCallables, tensorCallables].flat(),
);
