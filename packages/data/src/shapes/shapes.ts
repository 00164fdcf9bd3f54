import type { DatasetKind } from '../datasetKind.js';

/** Ten classes of drawn shapes: nothing is read or downloaded. */
export const shapes: DatasetKind = {
  describe: 'drawn from the seed: ten shapes in all colours, sizes and textures',
  variables: [],
  produce: async (request) => (await import('./shapeImages.js')).shapeImages(request),
  identity: () => Promise.resolve('generated'),
};
