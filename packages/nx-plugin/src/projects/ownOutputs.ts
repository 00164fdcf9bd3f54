import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { folderMaker } from '@bcos-bench/cli';
import { Fault } from '@bcos-bench/vocabulary/fault';
import { outputFolder } from '@bcos-bench/pipeline';
import type { PipelineOn } from './pipelinesOn.js';

/**
 * Checks that nothing but results lies where nodes write: Nx removes a node's folder before it restores a result from a cache,
 * whatever lies in it.
 * @throws Fault where something else lies there
 */
export function requireOwnOutputs(root: string, pipelines: readonly Pick<PipelineOn, 'name' | 'nodes'>[]): void {
  for (const { name, nodes } of pipelines) {
    for (const node of nodes) requireOwnOutput(root, outputFolder(name, node.name));
  }
}

function requireOwnOutput(root: string, folder: string): void {
  const found = lstatSync(join(root, folder), { throwIfNoEntry: false });
  if (found === undefined) return;
  const refuse = (what: string): never => {
    throw new Fault({ what, where: folder, remedy: 'move it away: Nx replaces what is there with results' });
  };
  if (!found.isDirectory()) refuse('is not a folder');
  const maker = folderMaker(join(root, folder));
  if (maker.kind === 'other') refuse(`holds ${maker.stray}, which no stage has made`);
}
