import { expect, it } from 'vitest';
import { pipelineNodes, pipelineSchema } from '@bcos-bench/pipeline';
import { workloads } from './workload.js';

const text = {
  title: 'Small',
  data: { dataset: 'cifar10' },
  networks: { a: { title: 'A', train: { arch: 'resnet8' } }, b: { title: 'B', checkpoint: 'pretrained/b' } },
  attacks: [
    { norm: 'linf', eps: ['8/255'], steps: [20, 100], networks: ['a'] },
    { norm: 'l2', eps: [0.5], steps: [10], restarts: 5, 'random-start': true, networks: ['b'], limit: 64 },
  ],
  report: { tables: [], figures: [] },
};
const amounts = (of: object) => {
  const spec = pipelineSchema.parse({ ...text, ...of });
  return workloads(pipelineNodes('small', spec), spec).map(({ stage, network, amount }) => [stage, network, amount]);
};

it('is images of an epoch and image-steps, over the whole splits of a known data set', () => {
  expect(amounts({})).toEqual([
    ['train', 'a', 50_000],
    ['attack', 'a', 200_000],
    ['attack', 'a', 1_000_000],
    ['attack', 'b', 64 * 10 * 5],
  ]);
});

it('goes by the sizes that the pipeline says', () => {
  expect(amounts({ data: { dataset: 'shapes', train: 100, test: 32 } })).toEqual([
    ['train', 'a', 100],
    ['attack', 'a', 640],
    ['attack', 'a', 3200],
    ['attack', 'b', 32 * 10 * 5],
  ]);
});

it('leaves out what depends on a size that is not known', () => {
  expect(amounts({ data: { dataset: 'folder' } })).toEqual([['attack', 'b', 64 * 10 * 5]]);
});

it('tells kinds of attack apart that cost differently', () => {
  const grid = { norm: 'linf', eps: ['8/255'], steps: [20], networks: ['a'], limit: 10 };
  const attacks = [
    grid,
    { ...grid, attack: 'autoattack', members: 'apgd-ce,square' },
    { ...grid, attack: 'apgd-t', targets: 3 },
  ];
  const spec = pipelineSchema.parse({ ...text, attacks });
  expect(workloads(pipelineNodes('small', spec), spec).map(({ kind }) => kind)).toEqual([
    null,
    'pgd',
    'autoattack, members apgd-ce,square',
    'apgd-t, targets 3',
  ]);
});

it('is images of a measurement, whose kind says how many passes an image has', () => {
  const measures = [
    { network: 'b', limit: 9, methods: ['gradient', 'rise'], measures: ['deletion'] },
    { network: 'b', name: 'all' },
  ];
  const spec = pipelineSchema.parse({ ...text, attacks: [], measures });
  const found = workloads(pipelineNodes('small', spec), spec).filter(({ stage }) => stage === 'measure');
  expect(found.map(({ network, kind, amount }) => [network, kind, amount])).toEqual([
    ['b', 'gradient rise, deletion', 9],
    ['b', 'all methods, all measures', 64],
  ]);
});
