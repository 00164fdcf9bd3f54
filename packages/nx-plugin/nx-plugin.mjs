import { fileURLToPath } from 'node:url';
import { workspaceCodeDigest } from './buildDigests.mjs';
import { ensureBuilt, isFresh } from './freshBuild.mjs';
import { requireOwnPackages } from './ownPackages.mjs';
import { RUN_CODE } from './runCode.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

// Nx loads its plugins before any task could run, so a build cannot be a task that comes before. Building here also means
// that no task ever runs on code other than its sources'.
requireOwnPackages(root);
await ensureBuilt(root);
const code = workspaceCodeDigest(root);

const plugin = await import('./dist/plugin.js');
export const { name, createNodes, createNodesV2, postTasksExecution } = plugin;

/**
 * As the plugin has it: Nx has hashed the sources by now, and they are still those that were compiled.
 * @type {import('@nx/devkit').CreateDependencies}
 */
export const createDependencies = (options, context) => {
  if (!isFresh(root)) throw new Error('a source has changed while the run began; run the same again');
  return plugin.createDependencies(options, context);
};

/**
 * As the plugin has it, and tasks learn which code is that of the sources that Nx has hashed.
 * @type {import('@nx/devkit').PreTasksExecution}
 */
export const preTasksExecution = async (options, context) => {
  process.env[RUN_CODE] = code;
  await plugin.preTasksExecution(options, context);
};
