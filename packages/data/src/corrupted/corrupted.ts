import type { DatasetKind } from '../datasetKind.js';

/** The test images of a folder of data, corrupted. */
export const corrupted: DatasetKind = {
  describe: 'the test images of the data folder --source, as --corruption and --severity say',
  takes: ['corruption', 'severity'],
  variables: [],
  produce: async (request) => (await import('./corruptedImages.js')).corruptedImages(request),
  identity: async (source) => (await import('./corruptedImages.js')).corruptedIdentity(source),
};
