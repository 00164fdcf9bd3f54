import { createHash } from 'node:crypto';
import type { DatasetKind } from '../datasetKind.js';
import { rememberedIdentity } from '@bcos-bench/formats/rememberedIdentity';
import { DATA_DIR } from '../namedSource.js';
import { hashOfFiles } from '../filesHash.js';
import { classFolders } from './classFolders.js';
import type { FolderImage } from './division.js';

/** Any images, in a folder for each class. */
export const folder: DatasetKind = {
  describe: 'images in --source DIR/CLASS, or in DIR/train/CLASS and DIR/test/CLASS or DIR/val/CLASS',
  takes: ['resize'],
  variables: [DATA_DIR],
  produce: async (request, reporters) => (await import('./folderImages.js')).folderImages(request, reporters),
  identity: async (source) => {
    const { root, images, notes } = classFolders(source);
    const files = [...images.train, ...images.test].sort(byRelativePath);
    const paths = files.map(({ path }) => path);
    const content = await rememberedIdentity(root, paths, () =>
      hashOfFiles(files.map(({ relativePath, path }) => [relativePath, path] as const)),
    );
    // The notes are part of what is written, so they are part of what tells one source from another.
    return createHash('sha256')
      .update(JSON.stringify([content, notes]))
      .digest('hex');
  },
};

function byRelativePath(a: FolderImage, b: FolderImage): number {
  return a.relativePath < b.relativePath ? -1 : 1;
}
