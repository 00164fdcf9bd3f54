import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPipeline } from '@bcos-bench/pipeline';
import { initStudy, type InitFlags } from './initCommand.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'init-'));
  mkdirSync(join(root, 'pipelines'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Flags as yargs gives them. */
const flags = (given: Partial<InitFlags>): InitFlags => ({
  ...{ _: [], $0: '', name: 'my-study', attack: 'autoattack', threat: 'pixel', limit: 1000 },
  ...{ dataset: undefined, network: undefined, norm: undefined, eps: undefined },
  ...given,
});
const whole = flags({
  dataset: 'cifar10',
  network: ['a/Net One.pt', 'pretrained/resnet20', 'resnet8'],
  norm: 'linf',
  eps: ['4/255', '8/255'],
});

it('writes a pipeline that reads: a file, a folder and a training', async () => {
  const study = flags({ ...whole, network: ['net-one.pt', 'pretrained/resnet20', 'resnet8'] });
  expect(await initStudy(study, root, null)).toBe('pipelines/my-study.yaml');
  const spec = readPipeline(join(root, 'pipelines/my-study.yaml'));
  expect(spec.networks).toMatchObject({
    'net-one': { import: { from: 'net-one.pt', arch: 'auto' } },
    resnet20: { checkpoint: 'pretrained/resnet20' },
    resnet8: { train: { arch: 'resnet8' } },
  });
  expect(spec.attacks).toMatchObject([
    { norm: 'linf', eps: ['4/255', '8/255'], attack: 'autoattack', steps: [100], limit: 1000 },
  ]);
  expect(spec.checks.map(({ network }) => network)).toEqual(['net-one', 'resnet20', 'resnet8']);
});

it('asks for what is missing where somebody can answer', async () => {
  const answers = ['shapes', 'resnet8 bcos-resnet8', 'l2', '0.5, 1'];
  const asked: string[] = [];
  await initStudy(flags({}), root, (question) => {
    asked.push(question);
    return Promise.resolve(answers[asked.length - 1] ?? '');
  });
  expect(asked).toHaveLength(4);
  const spec = readPipeline(join(root, 'pipelines/my-study.yaml'));
  expect([Object.keys(spec.networks), spec.attacks[0]?.norm, spec.attacks[0]?.eps]).toEqual([
    ['resnet8', 'bcos-resnet8'],
    'l2',
    ['0.5', '1'],
  ]);
});

it.each([
  [flags({}), '--dataset: is missing; see bcos init --help'],
  [flags({ ...whole, name: '../x' }), "'../x' is not a name of a pipeline"],
  [flags({ ...whole, network: ['resnet8'], eps: ['8'] }), 'did you mean 8/255?'],
  [whole, "key 'networks.net-one.import.from' is wrong"],
])('writes nothing where something is wrong', async (study, complaint) => {
  await expect(initStudy(study, root, null)).rejects.toThrow(complaint);
  expect(existsSync(join(root, 'pipelines/my-study.yaml'))).toBe(false);
});

it('replaces no pipeline', async () => {
  const study = flags({ ...whole, network: ['resnet8'] });
  await initStudy(study, root, null);
  await expect(initStudy(study, root, null)).rejects.toThrow('is there already; choose another name');
});
