import { createHash } from 'node:crypto';
import type { DatasetKind } from '../datasetKind.js';
import { rememberedIdentity } from '@bcos-bench/formats/rememberedIdentity';
import { DATA_DIR } from '../namedSource.js';
import { hashOfFiles, type NamedFile } from '../filesHash.js';
import type { FolderImage } from './division.js';
import { foundImages } from './foundImages.js';
import { labelTablePath } from './labelTable.js';

/** Any images, in a folder for each class. */
export const folder: DatasetKind = {
  describe:
    'images in --source DIR/CLASS, or in DIR/train/CLASS and DIR/test/CLASS or DIR/val/CLASS; or in DIR, with --labels',
  takes: ['resize', 'labels'],
  variables: [DATA_DIR],
  produce: async (request, reporters) => (await import('./folderImages.js')).folderImages(request, reporters),
  identity: async (source, { labels }) => {
    const { root, images, notes } = foundImages({ source, labels, counts: ALL, seed: 0 });
    const files = [...images.train, ...images.test].sort(byRelativePath);
    const table: NamedFile[] = labels === undefined ? [] : [['labels', labelTablePath(root, labels)]];
    const named = [...files.map(({ relativePath, path }): NamedFile => [relativePath, path]), ...table];
    const paths = named.map(([, path]) => path);
    const content = await rememberedIdentity(root, paths, () => hashOfFiles(named));
    // The notes are part of what is written, so they are part of what tells one source from another.
    return createHash('sha256')
      .update(JSON.stringify([content, notes]))
      .digest('hex');
  },
};

/** All images, whichever split they fall to. */
const ALL = { train: undefined, test: undefined };

function byRelativePath(a: FolderImage, b: FolderImage): number {
  return a.relativePath < b.relativePath ? -1 : 1;
}
