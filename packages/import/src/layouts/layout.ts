/** One way in which a program wraps a network before it saves its weights: it changes the arrays' names and adds others. */
export interface Layout {
  readonly name: string;
  /** Whether arrays of these names are wrapped in this way. */
  readonly wraps: (names: readonly string[]) => boolean;
  /** What the wrapping puts before the names of the network's own arrays. */
  readonly prefix: string;
  /** Whether the weights under the prefix are a moving average. */
  readonly averaged?: boolean;
  /** Prefixes of arrays that are saved a second time, and what stands in their place where they are saved first. */
  readonly copies?: readonly (readonly [copy: string, original: string])[];
}
