import { reportingFaults, UsageFault } from '@bcos-bench/stage/fault';
import yargs from 'yargs';
import { dataFlags, datasetNamed } from '../dataFlags.js';

const NAME = 'bcos-data identity';

/**
 * Runs `bcos-data identity`: prints one line that is the same for the same content of a source, wherever it lies. It takes
 * all flags of `bcos-data`, so that a pipeline can pass on what it has.
 */
export async function runIdentity(argv: readonly string[]): Promise<void> {
  await reportingFaults(NAME, async () => {
    let answered = '';
    const parser = yargs()
      .scriptName(NAME)
      .usage('$0\n\nPrints what tells the content of a data source from any other, whatever its path.')
      .options(dataFlags)
      .options({ seed: { type: 'number' }, out: { type: 'string' }, quiet: { type: 'boolean' } })
      .strict()
      .exitProcess(false)
      .wrap(120)
      .fail((message: string | null, error: Error | null) => {
        throw error ?? new UsageFault({ what: message ?? 'wrong usage', remedy: `see ${NAME} --help` });
      });
    const { dataset, source } = await parser.parseAsync([...argv], {}, (_error, _argv, output) => {
      answered = output;
    });
    process.stdout.write(`${answered === '' ? await datasetNamed(dataset).identity(source) : answered}\n`);
  });
}
