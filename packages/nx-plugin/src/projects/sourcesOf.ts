import { isInstalled, OWN } from '../code/packageFolder.js';
import { cloneSources } from './cloneSources.js';
import { installedSources } from './installedSources.js';
import type { StageSources } from './stageSources.js';

/** Finds what stages are made of in the workspace at `root`. */
export function sourcesOf(root: string): (stagePackage: string) => StageSources {
  return isInstalled() ? installedSources(OWN) : cloneSources(root);
}
