import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Fault, reasonOf } from '@bcos-bench/vocabulary/fault';
import type { DatasetKind } from '../datasetKind.js';
import { rememberedIdentity } from '@bcos-bench/formats/rememberedIdentity';
import { classFolders } from './classFolders.js';
import type { FolderImage } from './division.js';

/** Any images, in a folder for each class. */
export const folder: DatasetKind = {
  describe: 'images in --source DIR/CLASS, or in DIR/train/CLASS and DIR/test/CLASS or DIR/val/CLASS',
  produce: async (request, reporters) => (await import('./folderImages.js')).folderImages(request, reporters),
  identity: async (source) => {
    const { root, images, notes } = classFolders(source);
    const files = [...images.train, ...images.test].sort(byRelativePath);
    const paths = files.map(({ path }) => path);
    const content = await rememberedIdentity(root, paths, () => contentHash(files));
    // The notes are part of what is written, so they are part of what tells one source from another.
    return createHash('sha256')
      .update(JSON.stringify([content, notes]))
      .digest('hex');
  },
};

function byRelativePath(a: FolderImage, b: FolderImage): number {
  return a.relativePath < b.relativePath ? -1 : 1;
}

/** The SHA-256 over the paths below the folder and the SHA-256 of each file's content. */
async function contentHash(files: readonly FolderImage[]): Promise<string> {
  const hash = createHash('sha256');
  for (const { path, relativePath } of files) hash.update(JSON.stringify([relativePath, await hashOfFile(path)]));
  return hash.digest('hex');
}

/** @throws Fault where the file cannot be read */
async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    const remedy = 'make it readable or remove it';
    throw new Fault({ what: `cannot be read (${reasonOf(error)})`, where: path, remedy }, { cause: error });
  }
  return hash.digest('hex');
}
