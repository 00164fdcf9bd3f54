import { rememberedIdentity } from '@bcos-bench/formats/rememberedIdentity';
import type { DatasetKind } from '../datasetKind.js';
import { hashOfFiles } from '../filesHash.js';
import { DATA_DIR } from '../namedSource.js';
import { parquetFiles } from './parquetFiles.js';

/** Images and labels in Parquet files, as `datasets` of Hugging Face has them. */
export const parquet: DatasetKind = {
  describe: 'Parquet files of packed images and labels in --source, as Hugging Face has them',
  variables: [DATA_DIR],
  takes: ['resize', 'coarse'],
  produce: async (request, reporters) => (await import('./parquetImages.js')).parquetImages(request, reporters),
  identity: async (asked) => {
    const { source, splits } = parquetFiles(asked);
    const files = [...splits.train, ...splits.test];
    const paths = files.map(([, path]) => path);
    return rememberedIdentity(source, paths, () => hashOfFiles(files));
  },
};
