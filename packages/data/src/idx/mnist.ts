import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { rememberedIdentity } from '@bcos-bench/formats/rememberedIdentity';
import { FASHION_MNIST_CLASSES, MNIST_CLASSES } from '@bcos-bench/vocabulary/knownClassLists';
import type { DatasetKind } from '../datasetKind.js';
import { DATA_DIR } from '../namedSource.js';
import { readIdx } from './idxFile.js';
import { idxFiles } from './idxFiles.js';

/** A data set in MNIST's layout: four idx files in a folder. */
function inIdxFiles(describe: string, classes: readonly string[]): DatasetKind {
  return {
    describe,
    variables: [DATA_DIR],
    produce: async (request) => (await import('./idxImages.js')).idxImages(request, classes),
    identity: async (source) => {
      const { train, test } = idxFiles(source);
      const files = [train.images, train.labels, test.images, test.labels];
      return rememberedIdentity(dirname(train.images), files, () => Promise.resolve(contentHash(files)));
    },
  };
}

/** The SHA-256 over the unpacked content: the same for files that are gzipped and that are not. */
function contentHash(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const [place, file] of files.entries()) {
    const { lengths, bytes } = readIdx(file, place % 2 === 0 ? 3 : 1);
    hash.update(JSON.stringify(lengths)).update(bytes);
  }
  return hash.digest('hex');
}

/** Handwritten digits. */
export const mnist = inIdxFiles('four idx files as of MNIST, gzipped or not, in --source: digits', MNIST_CLASSES);

/** Articles of clothing. */
export const fashionMnist = inIdxFiles('the same of Fashion-MNIST: articles of clothing', FASHION_MNIST_CLASSES);
