import type { DatasetKind } from '../datasetKind.js';
import { rememberedIdentity } from '@bcos-bench/formats/rememberedIdentity';
import { openBatches, sourceFiles } from './batches.js';
import { contentIdentity, OFFICIAL_IDENTITY } from './contentIdentity.js';
import { keptArchive } from './keptArchive.js';

/** The source that a user names: by `--source`, or else by `CIFAR10_DIR`. Without either it is the official archive. */
export function namedSource(source: string | undefined, env: NodeJS.ProcessEnv = process.env): string | undefined {
  return [source, env['CIFAR10_DIR']].find((path) => path !== undefined && path !== '');
}

/** CIFAR-10 in its binary layout: 50,000 training and 10,000 test images. */
export const cifar10: DatasetKind = {
  describe: 'the binary archive or its folder: from --source, else from CIFAR10_DIR, else downloaded',
  produce: async (request, reporters) => {
    const { cifar10Images } = await import('./cifar10Images.js');
    return cifar10Images({ ...request, source: namedSource(request.source) }, reporters);
  },
  identity: async (source) => {
    const path = namedSource(source) ?? keptArchive();
    // What is downloaded is checked before it is kept, so its content is known already.
    if (path === null) return OFFICIAL_IDENTITY;
    return rememberedIdentity(path, sourceFiles(path), async () => contentIdentity(await openBatches(path)));
  },
};
