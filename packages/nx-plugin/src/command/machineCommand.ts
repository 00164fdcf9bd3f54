import { reportingFaults } from '@bcos-bench/vocabulary/fault';
import { taskMachine } from '../machine/taskMachine.js';

/** Prints what the bits of a stage's results depend on besides its inputs, as Nx hashes it for each task. */
await reportingFaults('machine', () => {
  process.stdout.write(`${taskMachine(process.env)}\n`);
  return Promise.resolve();
});
