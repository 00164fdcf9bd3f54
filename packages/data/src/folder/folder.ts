import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { DatasetKind } from '../datasetKind.js';
import { rememberedIdentity } from '@bcos-bench/stage/rememberedIdentity';
import { classFolders, type FolderPicture } from './classFolders.js';

/** Any pictures, in a folder a class. */
export const folder: DatasetKind = {
  describe: 'PNG and JPEG pictures in --source DIR/CLASS, or in DIR/train/CLASS and DIR/test/CLASS',
  produce: async (request) => (await import('./folderPictures.js')).folderPictures(request),
  identity: async (source) => {
    const { root, pictures } = classFolders(source);
    const files = [...pictures.train, ...pictures.test].sort(byRelativePath);
    return rememberedIdentity(
      root,
      files.map(({ path }) => path),
      () => contentHash(files),
    );
  },
};

function byRelativePath(a: FolderPicture, b: FolderPicture): number {
  return a.relativePath < b.relativePath ? -1 : 1;
}

/** The SHA-256 over the paths below the folder and each file's content. */
async function contentHash(files: readonly FolderPicture[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { path, relativePath } of files) {
    const content = await readFile(path);
    hash.update(JSON.stringify([relativePath, content.length])).update(content);
  }
  return hash.digest('hex');
}
