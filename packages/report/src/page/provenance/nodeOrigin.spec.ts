import { beforeAll, expect, it } from 'vitest';
import type { PipelineResults } from '../../results/pipelineResults.js';
import { readSmallPipeline, writeSmallPipeline } from '../../testing/smallPipeline.fixture.js';
import { temporaryFolder } from '../../testing/temporaryFolder.fixture.js';
import { nodeOrigins } from './nodeOrigin.js';
import { provenanceSection } from './provenanceSection.js';

const folder = temporaryFolder();
let results: PipelineResults;
beforeAll(async () => {
  results = await readSmallPipeline(await writeSmallPipeline(folder));
});

it('has every node once, in an order in which they can run', () => {
  const nodes = nodeOrigins('small', results).map(({ node }) => node);
  expect(nodes).toEqual([...new Set(nodes)]);
  expect(nodes).toHaveLength(1 + 3 + (3 * 2 * 2 + 2) + 2 + 1);
  expect([nodes[0], nodes.at(-1)]).toEqual(['data', 'report']);
});

it('has the command of a node as it ran, with the sizes that it ran with', () => {
  const origin = nodeOrigins('small', results).find(({ node }) => node === 'attack-resnet8-linf-8_255-10-encoded');
  expect(origin).toEqual({
    node: 'attack-resnet8-linf-8_255-10-encoded',
    words: 'PGD ℓ∞ 8/255, 10 steps, encoded threat, on ResNet-8',
    again: 'EPOCHS=6 PIPELINE=small npx nx run small-attack-resnet8-linf-8_255-10-encoded:attack',
    alone:
      'npx bcos-attack --attack pgd --checkpoint out/small/train-resnet8 --data out/small/data --eps 8/255 --keep 8 ' +
      '--limit 40 --norm linf --steps 10 --threat encoded --out out/small/attack-resnet8-linf-8_255-10-encoded',
    folder: 'out/small/attack-resnet8-linf-8_255-10-encoded',
  });
});

it('tells two methods of one explanation apart', () => {
  const words = new Map(nodeOrigins('small', results).map((origin) => [origin.node, origin]));
  const other = words.get('explain-bcos-resnet8-l2-0.5-10-encoded-method-smooth-grad');
  expect(other?.words).toBe(
    'Explanations of Bcos-<b>ResNet</b>-8 under PGD ℓ2 0.5, 10 steps, encoded threat; by smooth-grad',
  );
  expect(other?.alone).toContain(' --method smooth-grad ');
  expect(words.get('explain-bcos-resnet8-l2-0.5-10-encoded')?.words).toMatch(/encoded threat$/);
});

it('stands on the page as text', () => {
  const html = provenanceSection(nodeOrigins('small', results)).source;
  expect(html).toContain(
    'The network Bcos-&lt;b&gt;ResNet&lt;/b&gt;-8. Its files: <code>out/small/train-bcos-resnet8/</code>',
  );
  expect(html.match(/<button type="button" class="copy" hidden>/g)).toHaveLength(2 * 21);
});
