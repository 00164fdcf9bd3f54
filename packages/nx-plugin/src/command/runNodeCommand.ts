import { reportingFaults } from '@bcos-bench/vocabulary/fault';
import { endWithNx } from '../run/endWithNx.js';
import { withCommit } from '../run/gitCommit.js';
import { runTask } from './runNodeTask.js';

await reportingFaults('run-node', async () => {
  const say = (line: string): void => {
    process.stderr.write(`run-node: ${line}\n`);
  };
  endWithNx(process.env);
  process.exitCode = await runTask(process.argv.slice(2), withCommit(process.env, process.cwd()), {
    say,
    patience: 10_000,
  });
});
