import { existsSync } from 'node:fs';
import { runLineCommand } from '@bcos-bench/cli/lineCommand';
import { requireRegularFile } from '@bcos-bench/formats/regularFile';
import { rememberedIdentity } from '@bcos-bench/formats/rememberedIdentity';
import { brokenWeightsLink, findWeights, weightsPlaces } from '@bcos-bench/formats/weightsFile';
import { isClassFile } from './classNames.js';
import { isOnnxFile } from './onnx/onnxEnding.js';
import { besideOnnx } from './onnx/onnxFiles.js';
import { addImportFlags } from './importFlags.js';
import { sha256Of } from './sha256.js';

/**
 * Runs `bcos-import identity`: the SHA-256 of a file of weights, or `absent`. That a file is not there is no error here: Nx asks
 * before it runs anything, and the rest of a pipeline does not need the file. A link that leads nowhere is one: whoever made it means a
 * file.
 */
export function runIdentity(argv: readonly string[]): Promise<void> {
  return runLineCommand(
    {
      name: 'bcos-import identity',
      describe:
        'Prints the SHA-256 of a file of weights and of a file of class names, whatever their paths; absent if a file is missing.',
      example: '--from weights.pt',
      flags: addImportFlags,
      line: async ({ from, classes }) => {
        const path = findWeights(from, weightsPlaces());
        if (path === null) {
          const link = brokenWeightsLink(from, weightsPlaces());
          if (link !== null) requireRegularFile(link, 'take the link away, or lead it to the file');
          return 'absent';
        }
        const files = [path, ...(isOnnxFile(path) ? besideOnnx(path).filter((file) => existsSync(file)) : [])];
        const weights = await rememberedIdentity(path, files, async () =>
          (await Promise.all(files.map(sha256Of))).join(' '),
        );
        return classes === undefined || !isClassFile(classes) ? weights : `${weights} ${await sha256Of(classes)}`;
      },
    },
    argv,
  );
}
