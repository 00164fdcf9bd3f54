import { runLineCommand } from '@bcos-bench/cli/lineCommand';
import { dataFlags, datasetNamed } from './dataFlags.js';
import { namedSource } from './namedSource.js';

/** Runs `bcos-data identity`: what tells the content of a data source from any other. */
export function runIdentity(argv: readonly string[]): Promise<void> {
  return runLineCommand(
    {
      name: 'bcos-data identity',
      describe: 'Prints a hash of the content of a data source, whatever its path.',
      example: '--dataset cifar10 --source cifar-10-binary.tar.gz',
      flags: (parser) => parser.options(dataFlags),
      line: ({ dataset, source, labels }) => {
        const kind = datasetNamed(dataset);
        return kind.identity(namedSource(source, kind), { labels });
      },
    },
    argv,
  );
}
