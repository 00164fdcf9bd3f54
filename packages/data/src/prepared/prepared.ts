import type { DatasetKind } from '../datasetKind.js';
import { DATA_DIR } from '../namedSource.js';

/** A folder of data that `bcos-data` has made, as it is or with fewer images. */
export const prepared: DatasetKind = {
  describe: 'the data folder --source, which bcos-data made',
  variables: [DATA_DIR],
  produce: async (request) => (await import('./preparedImages.js')).preparedImages(request),
  identity: async (source) => (await import('./preparedImages.js')).preparedIdentity(source),
};
