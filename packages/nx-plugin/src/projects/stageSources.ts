/**
 * The tag of a package that changes no byte of a result: progress, signals, where a result is put. It is no part of a node's hash, and
 * neither is what it imports for itself.
 */
const NO_RESULTS = 'no-results';
/** The tag of a package that a stage's program runs only for those nodes that ask for it. */
const ON_REQUEST = 'on-request';

/** Finds what the program of a stage is made of, `stagePackage` being its package without scope, for a node that asks for the packages `requested`. */
export type FindSources = (stagePackage: string, requested: readonly string[]) => StageSources;

/** Whether a package with these tags is no part of a node's hash. */
export function isLeftOut(name: string, tags: readonly string[], requested: readonly string[]): boolean {
  return tags.includes(NO_RESULTS) || (tags.includes(ON_REQUEST) && !requested.includes(name));
}

/** What a stage's program is made of: sources that Nx hashes, or code that was installed. */
export interface StageSources {
  /** Folders in `packages/` of a clone: the stage's own and those that it depends on and that can change a result, sorted. */
  readonly packages: readonly string[];
  /** What they need from the registry, by the names of Nx's external nodes (without `npm:`), sorted. */
  readonly externals: readonly string[];
  /** A digest of the installed code and of all that it needs; null in a clone. */
  readonly code: string | null;
}
