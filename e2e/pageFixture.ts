import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  attackNode,
  networkAttacks,
  pipelineNodes,
  readPipeline,
  withRecord,
  type NodeRun,
} from '@bcos-bench/pipeline';
import { circumstances, readExamples, writeExamples, writeManifest } from '@bcos-bench/formats';
import { parseEpsilon } from '@bcos-bench/vocabulary';
import { runStage } from '@bcos-bench/cli';
import { reportStage } from '../packages/report/src/reportStage.js';
import { writeResultFolder } from '../packages/report/src/testing/resultFolder.fixture.js';

/** Images that every attack keeps. */
export const KEPT = 64;

/** The commit of the made-up run. */
export const COMMIT = '0123456789abcdef0123456789abcdef01234567-dirty';

/** Five networks, and attacks in both norms that keep 64 images each; a title and a class are hostile. */
const PIPELINE = `
title: Five networks & <script>alert(1)</script>
data: { dataset: shapes, train: 100, test: ${KEPT} }
networks:
  resnet8: { title: ResNet-8, train: { arch: resnet8, epochs: 6 } }
  adv-linf-resnet8: { title: Adv-ResNet-8 (l-inf 8/255), train: { arch: resnet8, epochs: 6 } }
  adv-l2-resnet8: { title: Adv-ResNet-8 (l2 0.5), train: { arch: resnet8, epochs: 6 } }
  bcos-resnet8: { title: Bcos-ResNet-8, train: { arch: bcos-resnet8, epochs: 6 } }
  bcos-resnet8-b1.5: { title: Bcos-ResNet-8 (b = 1.5), train: { arch: bcos-resnet8, b: 1.5, epochs: 6 } }
attacks:
  - { norm: linf, eps: [8/255, 16/255], steps: [10], keep: ${KEPT} }
  - { norm: l2, eps: [0.5, 1.0], steps: [10], keep: ${KEPT} }
explanations:
  - { network: bcos-resnet8, attack: &l2 { norm: l2, eps: 0.5, steps: 10 }, limit: ${KEPT} }
  - { network: bcos-resnet8, attack: &linf { norm: linf, eps: 8/255, steps: 10 }, limit: ${KEPT} }
  - { network: bcos-resnet8-b1.5, attack: *l2, limit: ${KEPT} }
  - { network: bcos-resnet8-b1.5, attack: *linf, limit: ${KEPT} }
report:
  tables:
    - id: table-1
      title: 'Table 1: accuracy under l-inf attacks'
      norm: linf
      eps: [8/255, 16/255]
      steps: [10]
      rows: [{ network: resnet8 }, { network: adv-linf-resnet8 }, { network: bcos-resnet8 }]
  figures:
    - { id: figure-1, title: Training, kind: training-curves, networks: [resnet8, bcos-resnet8, bcos-resnet8-b1.5] }
    - { id: figure-6, title: Noise, kind: noise, networks: [resnet8, bcos-resnet8], attack: *l2 }
    - { id: figure-9, title: Confusion, kind: confusion, network: bcos-resnet8, attack: *l2 }
    - { id: figure-7, title: Accuracy by radius, kind: accuracy-against-eps, steps: 10 }
`;

/** Makes a report of made-up results under `root`. @returns the path of its page */
export async function writePage(root: string): Promise<string> {
  mkdirSync(root, { recursive: true });
  const [file, results, out] = ['five.yaml', 'results', 'report'].map((name) => join(root, name));
  if (file === undefined || results === undefined || out === undefined) throw new RangeError('three names');
  writeFileSync(file, PIPELINE);
  await writeResultFolder(results, readPipeline(file), KEPT);
  roughenNoise(file, results);
  await runStage(reportStage, ['--pipeline', file, '--in', results, '--out', out, '--quiet']);
  return join(out, 'index.html');
}

/**
 * Puts the record of a made-up run into a page of `writePage`: the report was computed, all else came from the cache. The other
 * page is left as it is.
 * @returns the path of the page with the record
 */
export function writeRecordedPage(root: string, page: string): string {
  const made = {
    ...circumstances(import.meta.url, { tensorflow: '2.21.0', device: 'CPU', threads: 1 }),
    commit: COMMIT,
  };
  const timing = { seconds: 12.3, rates: { 'image-steps a second': 512 }, made };
  const nodes = pipelineNodes('five', readPipeline(join(root, 'five.yaml')));
  const runs = nodes.map(({ name, stage }): [string, NodeRun] => [name, { cached: stage !== 'report', timing }]);
  const recorded = page.replace(/\.html$/, '-recorded.html');
  writeFileSync(recorded, withRecord(readFileSync(page, 'utf8'), { nodes: Object.fromEntries(runs) }));
  return recorded;
}

/** Noise as an l2 attack makes it: no two values alike, so that images are as hard to compress as real ones. */
function roughenNoise(file: string, results: string): void {
  for (const { network, cell } of networkAttacks(readPipeline(file))) {
    if (cell.norm !== 'l2') continue;
    const folder = join(results, attackNode(network, cell));
    const { values, ...examples } = readExamples(folder);
    const size = (3 * parseEpsilon(cell.eps)) / Math.sqrt(values.length / KEPT);
    const rough = values.map((value, i) => Math.min(1, Math.max(0, value + size * bellShaped(i))));
    writeExamples(folder, { ...examples, values: rough });
    writeManifest(folder, 'bcos-test');
  }
}

/** A number that looks drawn from a bell curve and depends on nothing but `i`. */
function bellShaped(i: number): number {
  const uniform = (k: number): number => {
    const value = Math.sin((i + 1) * k) * 43758.5453;
    return value - Math.floor(value);
  };
  return uniform(12.9898) + uniform(78.233) + uniform(39.425) - 1.5;
}
