/** How many inputs a network has computed: without a gradient, and with one. */
export interface Cost {
  readonly forward: number;
  readonly gradient: number;
}

/** Counts what a network computes. */
export interface PassCounter {
  add(cost: Cost): void;
  total(): Cost;
}

/** A counter that begins at none. */
export function passCounter(): PassCounter {
  let [forward, gradient] = [0, 0];
  return {
    add: (cost) => {
      forward += cost.forward;
      gradient += cost.gradient;
    },
    total: () => ({ forward, gradient }),
  };
}

/** What was computed between two totals. */
export function costSince(before: Cost, after: Cost): Cost {
  return { forward: after.forward - before.forward, gradient: after.gradient - before.gradient };
}
