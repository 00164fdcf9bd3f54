import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The smallest pipeline that has every kind of task that a remote cache or a cluster sees but explanations. */
const SMALL = `title: Small
data: { dataset: shapes, train: 64, test: 32 }
networks:
  resnet8: { title: ResNet-8, train: { arch: resnet8, epochs: 1 } }
attacks:
  - { norm: linf, eps: [4/255, 8/255], steps: [2] }
report:
  tables:
    - { id: table-1, title: Small, norm: linf, eps: [4/255, 8/255], steps: [2], rows: [{ network: resnet8 }] }
  figures: []
`;

/** Its nodes as Nx's projects, sorted. */
export const smallNodes = [
  'small-attack-resnet8-linf-4_255-2-encoded',
  'small-attack-resnet8-linf-8_255-2-encoded',
  'small-data',
  'small-report',
  'small-train-resnet8',
];

/** The environment that chooses it. (vitest has a TEST of its own.) */
export const smallSettings = { PIPELINE: 'small', TRAIN: '64', TEST: '32' };

/** Writes the pipeline `small` into a workspace. */
export function writeSmallPipeline(root: string): void {
  writeFileSync(join(root, 'pipelines/small.yaml'), SMALL);
}
