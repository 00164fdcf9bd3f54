import { expect, it } from 'vitest';
import { at } from '@bcos-bench/vocabulary';
import { contradictions } from '../checks/crossChecks.js';
import { pipelineSchema, type PipelineSpec } from '../schema/pipelineSchema.js';
import { applyOverrides } from './overrides.js';
import { pipelineNodes } from './pipelineNodes.js';

function withMeasures(measures: readonly object[]): PipelineSpec {
  return pipelineSchema.parse({
    title: 'Small',
    data: { dataset: 'shapes' },
    networks: { a: { title: 'A', train: { arch: 'resnet8' } }, b: { title: 'B', checkpoint: 'pretrained/b' } },
    attacks: [],
    measures,
    report: { tables: [], figures: [] },
  });
}

const some = { network: 'b', name: 'some', methods: ['rise', 'lime'], measures: ['deletion'], limit: 100 };

it('is a node of bcos-measure that reads data and network, and that the report reads', () => {
  const nodes = pipelineNodes('small', withMeasures([{ network: 'a' }, some]));
  const [all, named] = nodes.filter(({ stage }) => stage === 'measure');
  expect(all).toMatchObject({ name: 'measure-a', network: 'a', tags: ['network:a'] });
  expect(all?.flags.join(' ')).toBe('--checkpoint out/small/train-a --data out/small/data --limit 64');
  expect(named?.name).toBe('measure-b-some');
  expect(named?.flags.join(' ')).toBe(
    '--checkpoint pretrained/b --data out/small/data --limit 100 --measures deletion --methods rise,lime',
  );
  const report = at(nodes, nodes.length - 1);
  expect(report.reads.map(({ name }) => name)).toEqual(expect.arrayContaining(['measure-a', 'measure-b-some']));
});

it('never takes more images than LIMIT', () => {
  const { measures } = applyOverrides(withMeasures([{ network: 'a' }, some]), { limit: 80 });
  expect(measures.map(({ limit }) => limit)).toEqual([64, 80]);
});

it('is asked for once, and of a network that there is', () => {
  expect(contradictions(withMeasures([{ network: 'a' }, { network: 'a', name: 'again' }, { network: 'a' }]))).toEqual([
    { path: ['measures', 2], what: 'makes measure-a a second time' },
  ]);
  expect(contradictions(withMeasures([{ network: 'c' }]))).toEqual([
    { path: ['measures', 0, 'network'], what: "names network 'c'; there are a, b" },
  ]);
});
