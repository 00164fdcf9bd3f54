import { reportingFaults } from '@bcos-bench/vocabulary/fault';
import { machineKind } from '@bcos-bench/engine/machineKind';
import { taskThreads } from '../run/taskThreads.js';

/** Prints what the bits of a stage's results depend on besides its inputs: Nx makes it part of each task's hash. */
await reportingFaults('machine', () => {
  process.stdout.write(`${machineKind(process.env)}, threads ${taskThreads(process.env)}\n`);
  return Promise.resolve();
});
