import { runLineCommand } from '@bcos-bench/cli/lineCommand';
import { recognisedDataset } from './recognise.js';

/** Runs `bcos-data recognise`: the name of the data set whose source a folder or a file looks like. */
export function runRecognise(argv: readonly string[]): Promise<void> {
  return runLineCommand(
    {
      name: 'bcos-data recognise',
      describe: 'Prints the name of the data set (for --dataset) whose source a folder or a file looks like.',
      example: '--source IMAGES',
      flags: (parser) => parser.option('source', { type: 'string', demandOption: true, requiresArg: true }),
      line: ({ source }) => Promise.resolve(recognisedDataset(source)),
    },
    argv,
  );
}
