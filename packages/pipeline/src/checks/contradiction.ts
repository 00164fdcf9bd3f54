import type { KeyPath } from '../yaml/yamlSource.js';

/** A key that contradicts another part of the file. */
export interface Contradiction {
  readonly path: KeyPath;
  readonly what: string;
  /** A key of the value at `path`, where it is about that. */
  readonly key?: string;
}
