import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { UsageFault, reportingFaults } from '@bcos-bench/vocabulary/fault';
import { specsEnvironment, specsWords, specsWorkers } from '../checks/runSpecs.js';

const VITEST = 'node_modules/vitest/vitest.mjs';

/** Runs specs as a task of Nx, from the workspace root: a folder or file, OUTCOME and words for vitest. */
await reportingFaults('run-specs', async () => {
  const [where, outcome, ...more] = process.argv.slice(2);
  if (where === undefined || outcome === undefined) throw new UsageFault({ what: 'run-specs WHERE OUTCOME [WORD …]' });
  // Where vitest does not come so far as to write it, there is none.
  rmSync(outcome, { force: true });
  const workers = specsWorkers(process.env['NX_PARALLEL'], availableParallelism());
  const child = spawn(process.execPath, [VITEST, ...specsWords(where, outcome, workers, more)], {
    env: specsEnvironment(process.env),
    stdio: 'inherit',
  });
  await once(child, 'close');
  process.exitCode = child.exitCode === 0 ? 0 : 1;
});
