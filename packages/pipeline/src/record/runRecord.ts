import type { Timing } from '@bcos-bench/formats';

/** What is known of a node after a run of Nx. */
export interface NodeRun {
  /** Whether its files came from a cache of Nx; false where this run computed them. */
  readonly cached: boolean;
  /** How long it took and under which circumstances, whenever it was computed; null where its `timing.json` does not say. */
  readonly timing: Timing | null;
}

/** The record of a run that has made a report or taken it from the cache: the nodes by their names within the pipeline. */
export interface RunRecord {
  readonly nodes: Readonly<Record<string, NodeRun>>;
}
