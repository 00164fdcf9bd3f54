import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDataset, writeManifest } from '@bcos-bench/formats';
import { readPipeline } from '@bcos-bench/pipeline';
import { randomStream } from '@bcos-bench/random';
import { writeUntrained } from '../../packages/models/src/testing/untrainedCheckpoint.fixture.js';
import { writeResultFolder } from '../../packages/report/src/testing/resultFolder.fixture.js';
import { stageProgram } from './stageProgram.js';
import { startCommand } from './startedCommand.js';

/** What the tried commands read. */
export interface Inputs {
  readonly data: string;
  readonly network: string;
  /** Weights as PyTorch has them. */
  readonly weights: string;
  /** An attack that kept its images. */
  readonly attack: string;
  /** Image files, a folder per class. */
  readonly images: string;
  /** A pipeline's file, and the results of all its nodes. */
  readonly pipeline: string;
  readonly results: string;
}

/** Makes all of it in `root`. The network is untrained: what is tried does not depend on what it has learnt. */
export async function makeInputs(root: string): Promise<Inputs> {
  mkdirSync(root, { recursive: true });
  const at = (name: string): string => join(root, name);
  const make = async (stage: string, ...words: string[]): Promise<void> => {
    const { code, said } = await startCommand([stageProgram(stage), ...words, '--quiet']).ended;
    if (code !== 0) throw new Error(`the inputs cannot be made: ${said}`);
  };
  await make('data', '--dataset', 'shapes', '--train', '160', '--test', '160', '--out', at('data'));
  writeUntrained(at('network'), 'resnet8', { classes: readDataset(at('data')).classes, seed: 3 });
  writeManifest(at('network'), 'bcos-train');
  await make('export', '--checkpoint', at('network'), '--out', at('weights.pt'));
  const radius = ['--norm', 'linf', '--eps', '8/255', '--steps', '1', '--limit', '64', '--keep', '64'];
  await make('attack', '--data', at('data'), '--checkpoint', at('network'), ...radius, '--out', at('attack'));
  writeImageFolders(at('images'));
  writeFileSync(at('tried.yaml'), PIPELINE);
  await writeResultFolder(at('results'), readPipeline(at('tried.yaml')), 8);
  return {
    ...{ data: at('data'), network: at('network'), weights: at('weights.pt'), attack: at('attack') },
    ...{ images: at('images'), pipeline: at('tried.yaml'), results: at('results') },
  };
}

const PIPELINE = `title: Tried
data: { dataset: shapes, train: 100, test: 8 }
networks:
  resnet8: { title: ResNet-8, train: { arch: resnet8, epochs: 3 } }
attacks:
  - { norm: linf, eps: [4/255, 8/255], steps: [10] }
explanations:
  - { network: resnet8, attack: &attack { norm: linf, eps: 8/255, steps: 10 } }
report:
  tables:
    - { id: table-1, title: T, norm: linf, eps: [4/255, 8/255], steps: [10], rows: [{ network: resnet8 }] }
  figures:
    - { id: figure-1, title: Training, kind: training-curves, networks: [resnet8] }
    - { id: figure-2, title: Noise, kind: noise, networks: [resnet8], attack: *attack }
`;

const [SIDE, IMAGES_PER_CLASS] = [64, 60];

/** PPM files of noise. */
function writeImageFolders(folder: string): void {
  const random = randomStream(7);
  for (const name of ['train/ant', 'train/bee', 'test/ant', 'test/bee']) {
    mkdirSync(join(folder, name), { recursive: true });
    for (let image = 0; image < IMAGES_PER_CLASS; image += 1) {
      const values = Uint8Array.from({ length: 3 * SIDE * SIDE }, () => random.uint32() & 255);
      writeFileSync(
        join(folder, name, `${image}.ppm`),
        Buffer.concat([Buffer.from(`P6 ${SIDE} ${SIDE} 255\n`), values]),
      );
    }
  }
}
