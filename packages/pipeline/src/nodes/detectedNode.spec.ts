import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { contradictions } from '../checks/crossChecks.js';
import { pipelineSchema, type PipelineSpec } from '../schema/pipelineSchema.js';
import { applyOverrides } from './overrides.js';
import { pipelineNodes } from './pipelineNodes.js';

const attack = { norm: 'linf', eps: '8/255', steps: 20, threat: 'pixel' };

function withDetections(detections: readonly object[], keep = 32): PipelineSpec {
  return pipelineSchema.parse({
    title: 'Small',
    data: { dataset: 'shapes' },
    networks: { a: { title: 'A', train: { arch: 'resnet8' } }, b: { title: 'B', checkpoint: 'pretrained/b' } },
    attacks: [{ norm: 'linf', eps: ['8/255'], steps: [20], threat: ['pixel'], keep }],
    detections,
    report: { tables: [], figures: [] },
  });
}

const some = { network: 'b', attack, method: 'gradient', limit: 20 };

it('is a node of bcos-measure detect that reads data, network and attack, and that the report reads', () => {
  const nodes = pipelineNodes('small', withDetections([{ network: 'a', attack, limit: 32 }, some]));
  const [first, second] = nodes.filter(({ stage }) => stage === 'detect');
  expect(first).toMatchObject({
    name: 'detect-a-linf-8_255-20-pixel',
    network: 'a',
    tags: ['network:a', 'norm:linf', 'threat:pixel'],
  });
  expect(first?.reads.map(({ name }) => name)).toEqual(['data', 'train-a', 'attack-a-linf-8_255-20-pixel']);
  expect(first?.flags.join(' ')).toBe(
    'detect --checkpoint out/small/train-a --data out/small/data --examples out/small/attack-a-linf-8_255-20-pixel --limit 32',
  );
  expect(second?.name).toBe('detect-b-linf-8_255-20-pixel-method-gradient');
  expect(second?.flags.join(' ')).toContain('--limit 20 --method gradient');
  const report = at(nodes, nodes.length - 1);
  expect(report.reads.map(({ name }) => name)).toEqual(expect.arrayContaining([first?.name, second?.name]));
});

it('never takes more images than LIMIT', () => {
  const { detections } = applyOverrides(withDetections([some]), { limit: 8 });
  expect(detections.map(({ limit }) => limit)).toEqual([8]);
});

it('is asked for once, of a network that there is, and of an attack that keeps its images', () => {
  expect(contradictions(withDetections([some, some]))).toEqual([
    { path: ['detections', 1], what: 'makes detect-b-linf-8_255-20-pixel-method-gradient a second time' },
  ]);
  expect(contradictions(withDetections([{ ...some, network: 'c' }]))).toEqual([
    { path: ['detections', 0, 'network'], what: "names network 'c'; there are a, b" },
  ]);
  expect(contradictions(withDetections([some], 8)).map(({ path }) => path)).toEqual([['detections', 0, 'limit']]);
  const weaker = { ...some, attack: { ...attack, steps: 10 } };
  expect(contradictions(withDetections([weaker])).map(({ path }) => path)).toEqual([['detections', 0, 'attack']]);
});
