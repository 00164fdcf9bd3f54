import { networkOrigin, pipelineNodes, type PipelineSpec } from '@bcos-bench/pipeline';
import { readNotes } from '@bcos-bench/formats';
import { nodeFolder, type NodeFolders } from './nodeFolder.js';

/** A line that a reader of the results must know, and the node (or the given folder of a network) that it is about. */
export interface NodeNote {
  readonly node: string;
  readonly note: string;
}

/** The notes of every node that has run and of every given network, in the order of the data. @throws Fault */
export function readNodeNotes(spec: PipelineSpec, folders: NodeFolders): NodeNote[] {
  const made = pipelineNodes('', spec).flatMap(({ name, stage }): [string, string | null][] =>
    stage === 'report' ? [] : [[name, nodeFolder(folders, name)]],
  );
  const given = Object.entries(spec.networks).flatMap(([id, network]): [string, string | null][] =>
    network.checkpoint === undefined ? [] : [[networkOrigin(id, network), network.checkpoint]],
  );
  return [...given, ...made].flatMap(([node, folder]) =>
    folder === null ? [] : readNotes(folder).map((note) => ({ node, note })),
  );
}
