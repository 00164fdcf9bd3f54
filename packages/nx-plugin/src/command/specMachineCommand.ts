import { reportingFaults } from '@bcos-bench/vocabulary/fault';
import { machineKind } from '@bcos-bench/engine/machineKind';
import { chromiumPath, whyNoSlurm } from '../checks/optionalPrograms.js';

/** Prints what of the machine specs depend on, or are skipped without: Nx makes it part of the hash of every check with specs. */
await reportingFaults('spec-machine', () => {
  const { env, version } = process;
  process.stdout.write(
    `${machineKind(env)}, Node ${version}, Chromium ${chromiumPath(env) ?? 'none'}, Slurm ${whyNoSlurm(env) ?? 'there'}\n`,
  );
  return Promise.resolve();
});
