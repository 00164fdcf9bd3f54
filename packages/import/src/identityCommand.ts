import { runLineCommand } from '@bcos-bench/stage/lineCommand';
import { rememberedIdentity } from '@bcos-bench/stage/rememberedIdentity';
import { findWeights, weightsPlaces } from '@bcos-bench/stage/weightsFile';
import { addImportFlags } from './importFlags.js';
import { sha256Of } from './sha256.js';

/**
 * Runs `bcos-import identity`: the SHA-256 of a file of weights, or `absent`. That a file is not there is no error here: Nx asks
 * before it runs anything, and the rest of a pipeline does not need the file.
 */
export function runIdentity(argv: readonly string[]): Promise<void> {
  return runLineCommand(
    {
      name: 'bcos-import identity',
      describe: 'Prints the SHA-256 of a file of weights, wherever it lies; absent where it is not there.',
      flags: addImportFlags,
      line: async ({ from }) => {
        const path = findWeights(from, weightsPlaces());
        return path === null ? 'absent' : rememberedIdentity(path, [path], () => sha256Of(path));
      },
    },
    argv,
  );
}
