import { describe, expect, it } from 'vitest';
import { contradictions } from '../checks/crossChecks.js';
import { pipelineNodes } from '../nodes/pipelineNodes.js';
import { pipelineSchema, type PipelineSpec } from './pipelineSchema.js';

const attack = { norm: 'linf', eps: '8/255', steps: 20 };
const usual = { network: 'a', attack };

function withExplanations(explanations: readonly object[], figure: object = {}): PipelineSpec {
  return pipelineSchema.parse({
    title: 'Small',
    data: { dataset: 'shapes' },
    networks: { a: { title: 'A', train: { arch: 'resnet8' } } },
    attacks: [{ norm: 'linf', eps: ['8/255'], steps: [20] }],
    explanations,
    report: { tables: [], figures: [{ id: 'f', title: 'F', kind: 'explanations', network: 'a', attack, ...figure }] },
  });
}

describe('the method of an explanation', () => {
  it('is a part of the name and of the flags of its node where it is given', () => {
    const spec = withExplanations([
      usual,
      { ...usual, method: 'smooth-grad' },
      { ...usual, method: 'input-x-gradient' },
    ]);
    const nodes = pipelineNodes('small', spec).filter(({ stage }) => stage === 'explain');
    expect(nodes.map(({ name, flags }) => [name, /--method \S+/.exec(flags.join(' '))?.[0]])).toEqual([
      ['explain-a-linf-8_255-20-encoded', undefined],
      ['explain-a-linf-8_255-20-encoded-method-smooth-grad', '--method smooth-grad'],
      ['explain-a-linf-8_255-20-encoded-method-input-x-gradient', '--method input-x-gradient'],
    ]);
    expect(contradictions(spec)).toEqual([]);
  });

  it('is one of those that there are', () => {
    expect(() => withExplanations([{ ...usual, method: 'shap' }])).toThrow('expected one of');
  });

  it('makes no second node of the same', () => {
    const other = { ...usual, method: 'smooth-grad' };
    expect(contradictions(withExplanations([usual, other, other]))).toEqual([
      { path: ['explanations', 2], what: 'explains attack-a-linf-8_255-20-encoded a second time' },
    ]);
  });

  it('is the one that a figure asks for', () => {
    const other = { method: 'smooth-grad' };
    expect(contradictions(withExplanations([{ ...usual, ...other }], other))).toEqual([]);
    const gaps = [withExplanations([usual], other), withExplanations([{ ...usual, ...other }])].map(contradictions);
    expect(gaps.map(([gap]) => gap?.what)).toEqual([
      "needs explain-a-linf-8_255-20-encoded-method-smooth-grad, which nothing under 'explanations' makes",
      "needs explain-a-linf-8_255-20-encoded, which nothing under 'explanations' makes",
    ]);
  });
});
