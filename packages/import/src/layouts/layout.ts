/** One way in which a program wraps a network before it saves its weights: it changes the arrays' names and adds others. */
export interface Layout {
  readonly name: string;
  /** Whether arrays of these names are wrapped in this way. */
  readonly wraps: (names: readonly string[]) => boolean;
  /** What an array is called within the wrapping; null where it stands beside the network. */
  readonly inside: (name: string) => string | null;
  /** Whether the weights within are a moving average. */
  readonly averaged?: boolean;
  /** Whether the network is an attribute of a larger module, which may hold another network as well. */
  readonly attribute?: boolean;
  /** Prefixes of arrays that are saved a second time, and what stands in their place where they are saved first. */
  readonly copies?: readonly (readonly [copy: string, original: string])[];
}

/** Takes a prefix off the names of the network's own arrays; all others stand beside it. */
export function underPrefix(prefix: string): Layout['inside'] {
  return (name) => (name.startsWith(prefix) ? name.slice(prefix.length) : null);
}

/** Whether any array's name begins with a prefix. */
export function anyUnder(prefix: string): Layout['wraps'] {
  return (names) => names.some((name) => name.startsWith(prefix));
}

/** Whether every array's name begins with a prefix. */
export function allUnder(prefix: string): Layout['wraps'] {
  return (names) => names.length > 0 && names.every((name) => name.startsWith(prefix));
}
