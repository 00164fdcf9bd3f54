import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { workInProgress, type WorkInProgress } from '@bcos-bench/cli';
import { outputFolder } from '@bcos-bench/pipeline';

/** A node that a process works on. */
export interface RunningNode extends WorkInProgress {
  readonly node: string;
}

/** The nodes of a pipeline that processes of this machine work on, by name. */
export function runningNodes(root: string, pipeline: string): RunningNode[] {
  const folder = join(root, 'out', pipeline);
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((entry) => {
    const node = /^\.(.+)\.bcos$/.exec(entry)?.[1];
    const work = node === undefined ? null : workInProgress(join(root, outputFolder(pipeline, node)));
    return node === undefined || work === null ? [] : [{ node, ...work }];
  });
}
