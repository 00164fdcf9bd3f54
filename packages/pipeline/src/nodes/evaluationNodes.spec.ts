import { describe, expect, it } from 'vitest';
import { applyOverrides } from './overrides.js';
import { concerns, type PipelineNode } from './pipelineNode.js';
import { pipelineNodes } from './pipelineNodes.js';
import { pipelineSchema } from '../schema/pipelineSchema.js';
import { writtenPipeline } from '../schema/writtenPipeline.js';

const spec = pipelineSchema.parse({
  title: 'Small',
  data: { dataset: 'shapes', train: 100, test: 50 },
  networks: {
    a: { title: 'A', train: { arch: 'resnet8' } },
    b: { title: 'B', train: { arch: 'bcos-resnet8' } },
    c: { title: 'C', checkpoint: 'pretrained/c' },
  },
  attacks: [
    { norm: 'linf', eps: ['8/255', '4/255'], steps: [20], threat: ['pixel'], networks: ['a', 'b'], limit: 40 },
    { norm: 'linf', eps: ['8/255'], steps: [20], networks: ['a'] },
  ],
  transfer: [{ norm: 'linf', eps: ['4/255'], steps: [20], threat: 'pixel', from: ['a', 'b'] }],
  corruptions: [{ corruption: ['jpeg'], severity: [3, 1], networks: ['a', 'c'], limit: 30 }],
  report: { tables: [], figures: [] },
});

const nodeOf = (name: string, nodes = pipelineNodes('small', spec)): PipelineNode => {
  const node = nodes.find((candidate) => candidate.name === name);
  if (node === undefined) throw new Error(`there is no ${name} among ${nodes.map((one) => one.name).join(', ')}`);
  return node;
};
const flag = (node: PipelineNode, name: string): string | undefined => node.flags[node.flags.indexOf(`--${name}`) + 1];

describe('transfers', () => {
  it('are a node for each attacked network and each other one', () => {
    const transfers = pipelineNodes('small', spec).filter(({ stage }) => stage === 'transfer');
    expect(transfers.map(({ name }) => name)).toEqual([
      'transfer-b-from-a-linf-4_255-20-pixel',
      'transfer-c-from-a-linf-4_255-20-pixel',
      'transfer-a-from-b-linf-4_255-20-pixel',
      'transfer-c-from-b-linf-4_255-20-pixel',
    ]);
    const node = nodeOf('transfer-b-from-a-linf-4_255-20-pixel');
    expect(node.flags).toEqual([
      ...['--checkpoint', 'out/small/train-b', '--data', 'out/small/data'],
      ...['--images', 'out/small/attack-a-linf-4_255-20-pixel'],
    ]);
    expect(node.reads.map(({ name }) => name)).toEqual(['data', 'train-b', 'attack-a-linf-4_255-20-pixel']);
    expect(node.tags).toEqual(['network:b', 'norm:linf', 'threat:pixel', 'from:a']);
    expect(nodeOf('transfer-c-from-a-linf-4_255-20-pixel').files).toContain('pretrained/c/model.safetensors');
  });

  it('have their attacks keep every image, and no other attack more than it did', () => {
    expect(flag(nodeOf('attack-a-linf-4_255-20-pixel'), 'keep')).toBe('40');
    expect(flag(nodeOf('attack-a-linf-8_255-20-pixel'), 'keep')).toBe('8');
    expect(flag(nodeOf('attack-a-linf-8_255-20-encoded'), 'keep')).toBe('8');
    const reduced = pipelineNodes('small', applyOverrides(spec, { limit: 5, test: 20 }));
    expect(flag(nodeOf('attack-a-linf-4_255-20-pixel', reduced), 'keep')).toBe('5');
    const others = pipelineNodes('small', { ...spec, transfer: [] }).filter(({ stage }) => stage !== 'report');
    for (const node of others.filter(({ name }) => !name.includes('4_255'))) {
      expect(nodeOf(node.name).flags).toEqual(node.flags);
    }
  });

  it('are about both networks', () => {
    const node = nodeOf('transfer-b-from-a-linf-4_255-20-pixel');
    expect(['a', 'b', 'c'].map((network) => concerns(node, new Set([network])))).toEqual([true, true, false]);
    const report = pipelineNodes('small', spec, new Set(['a'])).at(-1);
    expect(report?.reads.map(({ name }) => name).filter((name) => name.startsWith('transfer'))).toEqual([
      'transfer-c-from-b-linf-4_255-20-pixel',
    ]);
  });
});

describe('corruptions', () => {
  it('are a node that makes the images and one for each network that evaluates them', () => {
    const corrupt = nodeOf('corrupt-jpeg');
    expect(corrupt.flags).toEqual([
      ...['--corruption', 'jpeg', '--dataset', 'corrupted', '--severity', '0,1,3'],
      ...['--source', 'out/small/data', '--test', '30'],
    ]);
    expect(corrupt.reads.map(({ name }) => name)).toEqual(['data']);
    const predictions = pipelineNodes('small', spec).filter(({ stage }) => stage === 'predict');
    expect(predictions.map(({ name, flags, reads }) => [name, flags, reads.map((read) => read.name)])).toEqual([
      [
        'predict-a-jpeg',
        ['--checkpoint', 'out/small/train-a', '--data', 'out/small/corrupt-jpeg'],
        ['corrupt-jpeg', 'train-a'],
      ],
      ['predict-c-jpeg', ['--checkpoint', 'pretrained/c', '--data', 'out/small/corrupt-jpeg'], ['corrupt-jpeg']],
    ]);
  });

  it('are of as many images as there are, or as LIMIT says', () => {
    expect(flag(nodeOf('corrupt-jpeg', pipelineNodes('small', applyOverrides(spec, { test: 20 }))), 'test')).toBe('20');
    expect(flag(nodeOf('corrupt-jpeg', pipelineNodes('small', applyOverrides(spec, { limit: 5 }))), 'test')).toBe('5');
  });

  it('have all five severities unless fewer are asked for', () => {
    const all = { ...spec, corruptions: writtenPipeline.shape.corruptions.parse([{ corruption: ['contrast'] }]) };
    expect(flag(nodeOf('corrupt-contrast', pipelineNodes('small', all)), 'severity')).toBe('0,1,2,3,4,5');
    const predictions = pipelineNodes('small', all).filter(({ stage }) => stage === 'predict');
    expect(predictions.map(({ network }) => network)).toEqual(['a', 'b', 'c']);
  });
});
