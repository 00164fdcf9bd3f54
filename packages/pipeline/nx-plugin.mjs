import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './freshBuild.mjs';

// Nx loads its plugins before any task could run, so a build cannot be a task that comes before. Building here also means
// that no task ever runs on code older than its sources.
await ensureBuilt(fileURLToPath(new URL('../..', import.meta.url)));

const { name, createNodes, createNodesV2, preTasksExecution, postTasksExecution } = await import('./dist/plugin.js');
export { name, createNodes, createNodesV2, preTasksExecution, postTasksExecution };
