import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { readPipeline } from '../readPipeline.js';
import { applyOverrides } from './overrides.js';
import { concerns } from './pipelineNode.js';
import { pipelineNodes } from './pipelineNodes.js';

const folder = mkdtempSync(join(tmpdir(), 'bcos-audits-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = join(folder, 'small.yaml');
writeFileSync(
  file,
  `title: Small
data: { dataset: shapes }
networks:
  a: { title: A, train: { arch: resnet8 } }
  b: { title: B, checkpoint: pretrained/b }
attacks: []
audits:
  - { network: a, norm: linf, eps: 8/255, threat: pixel, from: b, flags: { most-steps: 10 } }
  - { network: b, norm: l2, eps: 0.5, limit: 64 }
report: { tables: [], figures: [] }
`,
);
const spec = readPipeline(file);
const audits = pipelineNodes('small', spec).filter(({ stage }) => stage === 'audit');

it('is a node of bcos-attack audit that reads the data and both networks', () => {
  const [first, second] = audits;
  expect(first).toMatchObject({
    name: 'audit-a-linf-8_255-pixel',
    network: 'a',
    attacked: 'b',
    files: ['pretrained/b/model.json', 'pretrained/b/model.safetensors'],
    tags: ['network:a', 'norm:linf', 'threat:pixel', 'from:b'],
  });
  expect(first?.reads.map(({ name }) => name)).toEqual(['data', 'train-a']);
  const words =
    'audit --checkpoint out/small/train-a --data out/small/data --eps 8/255 --from pretrained/b --limit 32 --most-steps 10 --norm linf --threat pixel';
  expect(first?.flags.join(' ')).toBe(words);
  expect(second?.name).toBe('audit-b-l2-0.5-encoded');
  expect(second?.flags).not.toContain('--from');
});

it('is left out with either network, and never takes more images than LIMIT', () => {
  expect(audits.map((node) => concerns(node, new Set(['b'])))).toEqual([true, true]);
  expect(audits.map((node) => concerns(node, new Set(['a'])))).toEqual([true, false]);
  expect(applyOverrides(spec, { limit: 40 }).audits.map(({ limit }) => limit)).toEqual([32, 40]);
});

it('is read by the report', () => {
  const report = at(pipelineNodes('small', spec), pipelineNodes('small', spec).length - 1);
  expect(report.reads.map(({ name }) => name)).toEqual(expect.arrayContaining(audits.map(({ name }) => name)));
});
