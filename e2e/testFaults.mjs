// `npm run test:faults -- [PART …] [--tries 10] [--seed 0]`: tries to lose data and to get a wrong number out. It prints what was tried and
// what failed. The parts are the files `e2e/faults/*.faults.ts`.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tries: { type: 'string', default: '10' }, seed: { type: 'string', default: '0' } },
});
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const files = positionals.map((part) => `e2e/faults/${part}.faults.ts`);
const { status } = spawnSync(process.execPath, [vitest, 'run', '--config', 'e2e/faults/vitest.config.ts', ...files], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, TRIES: values.tries, SEED: values.seed },
});
process.exitCode = status ?? 1;
