import yargs from 'yargs';
import { parseAnswered, strictParser } from '@bcos-bench/vocabulary/parsedWords';

const USAGE = `$0

Fetches TensorFlow's shared libraries with pip and compiles Node's addon against them, both into the user's cache folder,
where all clones share them. Does nothing where that is done. Prints the addon's path.

Environment:
  BCOS_CACHE_DIR  the cache folder is bcos-bench in it (or in XDG_CACHE_HOME, ~/.cache, ~/Library/Caches)
  BCOS_ENGINE     cpu or gpu; without it, gpu where there is an nvidia-smi
  CXX, PYTHON     the compiler and the Python whose pip is used (g++ or clang++, python3)
  PIP_INDEX_URL   the package index, and all else that pip reads`;

/**
 * Parses the flags of the command and prints what yargs answers by itself (`--help`, `--version`).
 * @returns whether it has answered
 * @throws UsageFault for any other flag
 */
export async function answerFlags(name: string, argv: readonly string[]): Promise<boolean> {
  const parser = strictParser(yargs().scriptName(name).usage(USAGE), name, argv).wrap(null);
  const { answered } = await parseAnswered(parser, argv);
  if (answered !== '') process.stdout.write(`${answered}\n`);
  return answered !== '';
}
