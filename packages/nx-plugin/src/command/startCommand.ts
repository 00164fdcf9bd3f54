import { reportingFaults } from '@bcos-bench/vocabulary/fault';
import { runTarget } from '../run/runTarget.js';
import { workspaceOf } from '../workspaceAround.js';

// `npm start`: the report of every pipeline that is on, with what it needs.
await reportingFaults('bcos', async () => {
  const order = { root: workspaceOf(), target: 'report', words: process.argv.slice(2), isShown: true };
  process.exitCode = (await runTarget(order, process.env)).code;
});
