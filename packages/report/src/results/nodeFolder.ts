import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { concerns, pipelineNodes, type PipelineSpec } from '@bcos-bench/pipeline';
import { requireManifest } from '@bcos-bench/formats';

/** Where the nodes of a pipeline have written. */
export interface NodeFolders {
  /** The folder that holds one folder a node. */
  readonly folder: string;
  /** Nodes whose files are not read though an earlier run may have left some: those of networks that cannot be had now. */
  readonly leftOut: ReadonlySet<string>;
}

/**
 * The folder of a node that has run; null if it has not, or is left out.
 * @throws Fault if it has no manifest, because its numbers could not be checked
 */
export function nodeFolder({ folder, leftOut }: NodeFolders, node: string): string | null {
  const own = join(folder, node);
  if (leftOut.has(node) || !existsSync(own)) return null;
  requireManifest(own);
  return own;
}

/** The nodes of the networks `without`. */
export function nodesOf(spec: PipelineSpec, without: ReadonlySet<string>): Set<string> {
  const nodes = pipelineNodes('', spec);
  return new Set(nodes.filter((node) => concerns(node, without)).map(({ name }) => name));
}
