import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pipelineNodes, type PipelineSpec } from '@bcos-bench/pipeline';

/** Where the nodes of a pipeline have written. */
export interface NodeFolders {
  /** The folder that holds one folder a node. */
  readonly folder: string;
  /** Nodes whose files are not read though an earlier run may have left some: those of networks that cannot be had now. */
  readonly leftOut: ReadonlySet<string>;
}

/** The folder of a node that has run; null where it has not, or is left out. */
export function nodeFolder({ folder, leftOut }: NodeFolders, node: string): string | null {
  const own = join(folder, node);
  return !leftOut.has(node) && existsSync(own) ? own : null;
}

/** The nodes of the networks `without`. */
export function nodesOf(spec: PipelineSpec, without: ReadonlySet<string>): Set<string> {
  const nodes = pipelineNodes('', spec);
  return new Set(nodes.filter(({ network }) => network !== undefined && without.has(network)).map(({ name }) => name));
}
