import type { AttackLossName, AttackNorm, Epsilon, Threat } from '@bcos-bench/vocabulary';

/** What is audited: a network at a radius. */
export interface AuditSettings {
  readonly norm: AttackNorm;
  readonly eps: Epsilon;
  readonly epsText: string;
  readonly threat: Threat;
  /** The network's own loss. */
  readonly loss: AttackLossName;
  readonly seed: number;
  /** Steps of the attacks that are compared with each other, where their number is not what is compared. */
  readonly steps: number;
  /** The most steps and the most random starts that are tried. */
  readonly mostSteps: number;
  readonly mostRestarts: number;
  /** Forward passes of Square. */
  readonly queries: number;
  /** The most that two images can differ in the norm. */
  readonly diameter: Epsilon;
  readonly classes: number;
  /** Whether the network draws random numbers, and whether its explanation has a linear map W(x). */
  readonly draws: boolean;
  readonly isBcos: boolean;
}
