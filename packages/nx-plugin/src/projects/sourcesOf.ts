import { isInstalled, OWN } from '../code/packageFolder.js';
import { cloneSources } from './cloneSources.js';
import { installedSources } from './installedSources.js';
import type { FindSources, StageSources } from './stageSources.js';

/** What is installed stays what it is while a process runs. It is read once, not for every node: some hundred packages for each stage. */
let installed: FindSources | null = null;

/** Finds what stages are made of in the workspace at `root`. */
export function sourcesOf(root: string): FindSources {
  if (isInstalled()) return (installed ??= remembered(installedSources(OWN)));
  return remembered(cloneSources(root));
}

function remembered(find: FindSources): FindSources {
  const found = new Map<string, StageSources>();
  return (stagePackage, requested) => {
    const key = [stagePackage, ...requested].join(' ');
    const sources = found.get(key) ?? find(stagePackage, requested);
    found.set(key, sources);
    return sources;
  };
}
