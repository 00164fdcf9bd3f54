import type { Engine } from '@bcos-bench/engine';
import type { Network, Weights } from '@bcos-bench/models';

/** A network that is attacked, and what computes it. */
export interface AttackedNetwork {
  readonly engine: Engine;
  readonly network: Network;
  readonly weights: Weights;
  readonly classes: number;
}
