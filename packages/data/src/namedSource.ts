import type { DatasetKind } from './datasetKind.js';

/** The variable that names the source of a pipeline's data. */
export const DATA_DIR = 'DATA_DIR';

/** The source that a user names: by `--source`, or else by the first of the data set's environment variables that is set. */
export function namedSource(
  source: string | undefined,
  { variables }: Pick<DatasetKind, 'variables'>,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return [source, ...variables.map((name) => env[name])].find((path) => path !== undefined && path !== '');
}
