// `npm run build`: compiles the workspace where its sources have changed.
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './freshBuild.mjs';

try {
  await ensureBuilt(fileURLToPath(new URL('../..', import.meta.url)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
