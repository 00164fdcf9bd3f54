import type { DatasetKind } from '../datasetKind.js';
import { rememberedIdentity } from '@bcos-bench/formats/rememberedIdentity';
import { DATA_DIR } from '../namedSource.js';
import { openBatches, sourceFiles } from './batches.js';
import { contentIdentity, OFFICIAL_IDENTITY } from './contentIdentity.js';
import { keptArchive } from './keptArchive.js';

/** CIFAR-10 in its binary layout: 50,000 training and 10,000 test images. */
export const cifar10: DatasetKind = {
  describe: 'the binary archive or its folder: from --source, else from CIFAR10_DIR, else downloaded',
  variables: ['CIFAR10_DIR', DATA_DIR],
  produce: async (request, reporters) => {
    const { cifar10Images } = await import('./cifar10Images.js');
    return cifar10Images(request, reporters);
  },
  identity: async (source) => {
    const path = source ?? keptArchive();
    // What is downloaded is checked before it is kept, so its content is known already.
    if (path === null) return OFFICIAL_IDENTITY;
    return rememberedIdentity(path, sourceFiles(path), async () => contentIdentity(await openBatches(path)));
  },
};
