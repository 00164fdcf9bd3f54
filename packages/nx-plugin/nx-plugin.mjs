import { builtCodeDigest, isFresh } from './buildRecord.mjs';
import { clone } from './clone.mjs';
import { ensureBuilt } from './freshBuild.mjs';
import { requireOwnPackages } from './ownPackages.mjs';
import { runCode } from './runCode.mjs';

// Nx loads its plugins before any task could run, so a build cannot be a task that comes before. Building here also means
// that no task ever runs on code other than its sources'. What is installed is built.
if (clone !== null) {
  requireOwnPackages(clone);
  await ensureBuilt(clone);
}
// Nobody compiles what is installed.
const codeVariables = clone === null ? () => ({}) : runCode(clone, builtCodeDigest(clone));

const plugin = await import('./dist/program/plugin.js');
export const { name, createNodes, createNodesV2, postTasksExecution } = plugin;

/**
 * As the plugin has it: Nx has hashed the sources by now, and they are still those that were compiled.
 * @type {import('@nx/devkit').CreateDependencies}
 */
export const createDependencies = (options, context) => {
  if (clone !== null && !isFresh(clone)) {
    throw new Error('a source has changed while the run began; run the same again');
  }
  return plugin.createDependencies(options, context);
};

/**
 * As the plugin has it, and tasks learn which code is that of the sources that Nx has hashed.
 * @type {import('@nx/devkit').PreTasksExecution}
 */
export const preTasksExecution = async (options, context) => {
  Object.assign(process.env, codeVariables());
  await plugin.preTasksExecution(options, context);
};
