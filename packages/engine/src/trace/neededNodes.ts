import type { NodeMessage } from './savedModel.js';

/** The ops that begin and end a graph: they stay whether or not anything between them does. */
const ENDS: readonly RegExp[] = [/^input\d+$/, /^output\d+$/];

/**
 * The nodes that the outputs are made of, in order, and all inputs. What else was recorded is mostly gradients that nobody
 * asked for, with constants as large as the network's kernels.
 * @param nodes of one recording: every node comes after those it takes from
 */
export function neededNodes(nodes: readonly NodeMessage[]): NodeMessage[] {
  const needed = new Set<string>();
  return nodes
    .toReversed()
    .filter(({ name, input }) => {
      if (!needed.has(name) && !ENDS.some((end) => end.test(name))) return false;
      for (const from of input) needed.add(from.replace(/:\d+$/, ''));
      return true;
    })
    .reverse();
}
