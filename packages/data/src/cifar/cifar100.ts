import { requireFileOrFolder } from '@bcos-bench/formats/regularFile';
import { rememberedIdentity } from '@bcos-bench/formats/rememberedIdentity';
import { UsageFault } from '@bcos-bench/vocabulary/fault';
import { sourcePaths } from '../archive/sourceFiles.js';
import type { DatasetKind } from '../datasetKind.js';
import { DATA_DIR } from '../namedSource.js';
import { binaryCifar100 } from './binaryCifar100.js';
import type { CifarForm } from './cifarForm.js';
import { formIdentity } from './formIdentity.js';
import { formOf } from './formOf.js';
import { pickledCifar100 } from './pickledCifar.js';

/** CIFAR-100 in its binary form or that for Python: 50,000 training and 10,000 test images. */
export const cifar100: DatasetKind = {
  describe: 'the archive in --source, for C programs or for Python, or its folder; --coarse: its 20 superclasses',
  variables: [DATA_DIR],
  takes: ['coarse'],
  produce: async (request, reporters) => {
    const source = requireSource(request.source);
    const form = await cifar100Form(source, request.coarse === true ? 'coarse' : 'fine');
    const { cifarImages } = await import('./cifarImages.js');
    return cifarImages(source, form, request, reporters, 'the images of CIFAR-100');
  },
  identity: async (asked) => {
    const source = requireSource(asked);
    const isFolder = requireFileOrFolder(source, REMEDY).isDirectory();
    const paths = isFolder ? sourcePaths(source, (await cifar100Form(source, 'fine')).layout) : [source];
    return rememberedIdentity(source, paths, async () =>
      formIdentity(source, (await cifar100Form(source, 'fine')).layout),
    );
  },
};

const REMEDY = 'give cifar-100-binary.tar.gz or cifar-100-python.tar.gz, or the folder from it';

function requireSource(source: string | undefined): string {
  if (source !== undefined) return source;
  throw new UsageFault({ what: 'is missing', where: '--source', remedy: REMEDY });
}

/** The form of a source: where none is found, the binary one says what it lacks. */
async function cifar100Form(source: string, labels: 'fine' | 'coarse'): Promise<CifarForm> {
  const forms = [binaryCifar100(labels), pickledCifar100(labels)] as const;
  return (await formOf(source, forms)) ?? forms[0];
}
