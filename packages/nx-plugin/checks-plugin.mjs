import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './freshBuild.mjs';

// As for the pipelines' plugin: it is compiled before Nx loads it, whichever of the two comes first.
await ensureBuilt(fileURLToPath(new URL('../..', import.meta.url)));

export const { name, createNodes } = await import('./dist/program/checksPlugin.js');
