/**
 * The tag of a package that changes no byte of a result: progress, signals, where a result is put. It is no part of a node's hash, and
 * neither is what it imports for itself.
 */
export const NO_RESULTS = 'no-results';

/** What a stage's program is made of: sources that Nx hashes, or code that was installed. */
export interface StageSources {
  /** Folders in `packages/` of a clone: the stage's own and those that it depends on and that can change a result, sorted. */
  readonly packages: readonly string[];
  /** What they need from the registry, by the names of Nx's external nodes (without `npm:`), sorted. */
  readonly externals: readonly string[];
  /** A digest of the installed code and of all that it needs; null in a clone. */
  readonly code: string | null;
}
