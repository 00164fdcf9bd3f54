import type { KeyPath } from '../yaml/yamlSource.js';

/** A key that contradicts another part of the file. */
export interface Contradiction {
  readonly path: KeyPath;
  readonly what: string;
}
