import { reportingFaults } from '@bcos-bench/stage/fault';
import { nodeCommand, runCommand } from '../runNode.js';

await reportingFaults('run-node', async () => {
  process.exitCode = await runCommand(nodeCommand(process.argv.slice(2), process.env));
});
