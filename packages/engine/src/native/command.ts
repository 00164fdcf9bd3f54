import { reportingFaults } from '@bcos-bench/vocabulary/fault';
import { buildAddon } from './buildAddon.js';
import { thisMachine } from './machine.js';

const NAME = 'bcos-engine-native';

await reportingFaults(NAME, async () => {
  if (await isAnswered(process.argv.slice(2))) return;
  const file = await buildAddon(thisMachine(), (line) => process.stderr.write(`${NAME}: ${line}\n`));
  process.stdout.write(`${file}\n`);
});

/** Every run of Nx calls the command, without flags: their parser is loaded where there are some. */
async function isAnswered(argv: readonly string[]): Promise<boolean> {
  if (argv.length === 0) return false;
  const { answerFlags } = await import('./commandFlags.js');
  return answerFlags(NAME, argv);
}
