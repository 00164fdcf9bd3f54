import type { DatasetKind } from '../datasetKind.js';
import { requireFileOrFolder } from '@bcos-bench/formats/regularFile';
import { rememberedIdentity } from '@bcos-bench/formats/rememberedIdentity';
import { DATA_DIR } from '../namedSource.js';
import { sourcePaths } from '../archive/sourceFiles.js';
import { formIdentity } from '../cifar/formIdentity.js';
import { openBatches, sourceFiles } from './batches.js';
import { contentIdentity, OFFICIAL_IDENTITY } from './contentIdentity.js';
import { keptArchive } from './keptArchive.js';
import { pickledForm } from './pickledForm.js';
import { REMEDY } from './variants.js';

/** CIFAR-10 in its binary form or that for Python: 50,000 training and 10,000 test images. */
export const cifar10: DatasetKind = {
  describe:
    'the archive, for C programs or for Python, or its folder: from --source, else from CIFAR10_DIR, else downloaded',
  variables: ['CIFAR10_DIR', DATA_DIR],
  produce: async (request, reporters) => {
    const { cifar10Images } = await import('./cifar10Images.js');
    return cifar10Images(request, reporters);
  },
  identity: async (source) => {
    const path = source ?? keptArchive();
    // What is downloaded is checked before it is kept, so its content is known already.
    if (path === null) return OFFICIAL_IDENTITY;
    const isFolder = requireFileOrFolder(path, REMEDY).isDirectory();
    const pickled = isFolder ? await pickledForm(path) : null;
    const paths = pickled === null ? sourceFiles(path) : sourcePaths(path, pickled.layout);
    return rememberedIdentity(path, paths, async () => {
      const form = pickled ?? (await pickledForm(path));
      return form === null ? contentIdentity(await openBatches(path)) : formIdentity(path, form.layout);
    });
  },
};
