import { describe, expect, it } from 'vitest';
import type { PipelineNode } from '../nodes/pipelineNode.js';
import { pipelineNodes } from '../nodes/pipelineNodes.js';
import { pipelineSchema } from './pipelineSchema.js';

const file = { from: 'a.pt', published: 'https://example.org/a', arch: 'auto' };
const pipeline = (keys: object) => ({
  title: 'small',
  data: { dataset: 'shapes' },
  networks: { a: { title: 'A', import: { ...file, ...keys } } },
  attacks: [],
  report: { tables: [], figures: [] },
});

function importNode(keys: object): PipelineNode | undefined {
  return pipelineNodes('small', pipelineSchema.parse(pipeline(keys))).find(({ stage }) => stage === 'import');
}

describe('the normaliser of an imported network', () => {
  it('is a flag of bcos-import by its name', () => {
    const node = importNode({ normalise: 'cifar10' });
    expect(node?.flags.join(' ')).toBe('--arch auto --from a.pt --normalise cifar10 --published https://example.org/a');
    expect(node?.reads).toEqual([]);
  });

  it('is three numbers each', () => {
    const node = importNode({ mean: [0.5, 0.25, '125.3/255'], std: [1, 1, 1] });
    expect(node?.flags.join(' ')).toContain('--mean 0.5,0.25,125.3/255 --published https://example.org/a --std 1,1,1');
  });

  it("is that of the pipeline's own data, which is made before", () => {
    const node = importNode({ normalise: 'data' });
    expect(node?.flags.join(' ')).toContain('--data out/small/data');
    expect(node?.reads.map(({ name }) => name)).toEqual(['data']);
  });

  it.each([
    [{ normalise: 'cifar' }, 'must be one of none, cifar10, pytorch-cifar, imagenet, half, data'],
    [{ mean: [0.5, 0.5], std: [1, 1, 1] }, 'must be three numbers, for red, green and blue'],
    [{ mean: [0.5, 0.5, 0.5, 0.5], std: [1, 1, 1] }, 'must be three numbers'],
    [{ mean: 0.5, std: [1, 1, 1] }, 'must be three numbers'],
    [{ mean: [0.5, 0.5, 'red'], std: [1, 1, 1] }, 'must be three numbers'],
    [{ mean: [0.5, 0.5, 0.5] }, 'says nothing alone: mean and std go together'],
    [{ normalise: 'none', mean: [0, 0, 0], std: [1, 1, 1] }, 'gives a normaliser, and mean and std give one too'],
  ])('is no %j', (keys, says) => {
    expect(pipelineSchema.safeParse(pipeline(keys)).error?.issues[0]?.message).toContain(says);
  });
});
