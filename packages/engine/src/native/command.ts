import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { parseAnswered, reportingFaults, strictParser } from '@bcos-bench/vocabulary';
import { buildAddon } from './buildAddon.js';
import { thisMachine } from './machine.js';

const NAME = 'bcos-engine-native';

const USAGE = `$0

Fetches TensorFlow's shared libraries with pip and compiles Node's addon against them, both into the user's cache folder,
where all clones share them. Does nothing where that is done. Prints the addon's path.

Environment:
  BCOS_CACHE_DIR  the cache folder is bcos-bench in it (or in XDG_CACHE_HOME, ~/.cache, ~/Library/Caches)
  BCOS_ENGINE     cpu or gpu; without it, gpu where there is an nvidia-smi
  CXX, PYTHON     the compiler and the Python whose pip is used (g++ or clang++, python3)
  PIP_INDEX_URL   the package index, and all else that pip reads`;

/** Runs the command `bcos-engine-native`; the exit code is 0, 1 for a Fault, 2 for wrong usage. */
export async function runCommand(argv: readonly string[] = hideBin(process.argv)): Promise<void> {
  await reportingFaults(NAME, async () => {
    if (await answered(argv)) return;
    const file = await buildAddon(thisMachine(), (line) => process.stderr.write(`${NAME}: ${line}\n`));
    process.stdout.write(`${file}\n`);
  });
}

/** Parses the flags; true where yargs has answered by itself (`--help`, `--version`). */
async function answered(argv: readonly string[]): Promise<boolean> {
  const parser = strictParser(yargs().scriptName(NAME).usage(USAGE), NAME, argv).wrap(null);
  const { answered: answer } = await parseAnswered(parser, argv);
  if (answer !== '') process.stdout.write(`${answer}\n`);
  return answer !== '';
}
