import type { KeyPath } from '../yaml/yamlSource.js';
import type { Contradiction } from './contradiction.js';

/** A node by its name, and the key that asks for it. */
export interface AskedNode {
  readonly node: string;
  readonly path: KeyPath;
}

/** Those that are asked for a second time. */
export function repeatedNodes(asked: readonly AskedNode[]): Contradiction[] {
  const seen = new Set<string>();
  return asked.flatMap(({ node, path }) => {
    const repeated = seen.has(node);
    seen.add(node);
    return repeated ? [{ path, what: `makes ${node} a second time` }] : [];
  });
}
