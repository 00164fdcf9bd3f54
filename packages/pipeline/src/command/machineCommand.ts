import { reportingFaults, UsageFault } from '@bcos-bench/stage/fault';
import { machineKind } from '../machineKind.js';
import { isStageName } from '../stages.js';
import { taskThreads } from '../taskThreads.js';

/** Prints what the bits of a stage's results depend on besides its inputs: Nx makes it part of each task's hash. */
await reportingFaults('machine', () => {
  const stage = process.argv[2] ?? '';
  if (!isStageName(stage)) throw new UsageFault({ what: `there is no stage '${stage}'` });
  process.stdout.write(`${machineKind(process.env)}, ${taskThreads(stage, process.env)} threads\n`);
  return Promise.resolve();
});
