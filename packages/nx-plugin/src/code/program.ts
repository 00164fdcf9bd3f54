import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stages, type StageName } from '@bcos-bench/pipeline/stages';
import { installedFolder, packageFolder } from './packageFolder.js';

/** The program of a package that has one command, such as `train`, from the root of a workspace. */
export function packageProgram(name: string, root: string): string {
  return join(packageFolder(name, root), 'bin', `bcos-${name}.js`);
}

/** The program of a stage, from the root of a workspace. */
export function stageProgram(stage: StageName, root: string): string {
  return packageProgram(stages[stage].package, root);
}

/** A program of this package, from the root of a workspace. */
export function ownProgram(name: string, root: string): string {
  return join(packageFolder('nx-plugin', root), 'bin', `${name}.js`);
}

/** The program of the engine that builds its addon, from the root of a workspace. */
export function engineProgram(root: string): string {
  return join(packageFolder('engine', root), 'bin', 'bcos-engine-native.js');
}

/** Nx as the workspace at `root` has it, else as this package has it. */
export function nxProgram(root: string): string {
  const own = join(root, 'node_modules/.bin/nx');
  return existsSync(own) ? own : join(installedFolder('nx', import.meta.dirname), 'dist/bin/nx.js');
}
