import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';
import { outputFolder } from '@bcos-bench/pipeline';
import type { PipelineOn } from './pipelinesOn.js';

/**
 * Makes sure that no folder which the nodes of pipelines write to is a link. Nx stores no result that lies behind one, so that
 * everything would run again each time, and when it restores a result it puts a folder in the link's place.
 * @param root the workspace
 * @throws Fault that names the link
 */
export function requireNoLinkedOutputs(root: string, pipelines: readonly Pick<PipelineOn, 'name' | 'nodes'>[]): void {
  const folders = pipelines.flatMap(({ name, nodes }) => [
    `out/${name}`,
    ...nodes.map((node) => outputFolder(name, node.name)),
  ]);
  const link = ['out', ...folders].find((folder) => isLink(join(root, folder)));
  if (link === undefined) return;
  throw new Fault({
    what: 'is a link: Nx stores no result behind a link, and would replace it with a folder',
    where: link,
    remedy: 'put the whole clone where the space is, or mount that at out (mount --bind)',
  });
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
