import { createHash } from 'node:crypto';
import type { DatasetKind } from '../datasetKind.js';
import { rememberedIdentity } from '@bcos-bench/stage/rememberedIdentity';
import { ALL_BATCH_FILES } from './batchFile.js';
import { openBatches, sourceFiles } from './batches.js';
import { OFFICIAL } from './publishedArchive.js';

/** The source that a user names: by `--source`, or else by `CIFAR10_DIR`. Without either it is the official archive. */
export function namedSource(source: string | undefined, env: NodeJS.ProcessEnv = process.env): string | undefined {
  return [source, env['CIFAR10_DIR']].find((path) => path !== undefined && path !== '');
}

/** CIFAR-10 in its binary layout: 50,000 training and 10,000 test pictures. */
export const cifar10: DatasetKind = {
  describe: 'the binary archive or its folder, from --source, else from CIFAR10_DIR, else downloaded',
  produce: async (request, reporters) => {
    const { cifar10Pictures } = await import('./cifar10Pictures.js');
    return cifar10Pictures({ ...request, source: namedSource(request.source) }, reporters);
  },
  identity: async (source) => {
    const named = namedSource(source);
    if (named === undefined) return `official ${OFFICIAL.md5}`;
    return rememberedIdentity(named, sourceFiles(named), () => contentHash(named));
  },
};

/** The SHA-256 of the batch files' content, one after the other: the same for an archive and for what it unpacks to. */
async function contentHash(source: string): Promise<string> {
  const batches = await openBatches(source);
  const hash = createHash('sha256');
  for (const file of ALL_BATCH_FILES) hash.update(await batches.read(file));
  return hash.digest('hex');
}
