import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { readDataset } from '@bcos-bench/formats';
import { commandInScratch } from '@bcos-bench/cli/testing/commandInScratch';
import { dataStage } from '../dataStage.js';
import { prepared } from './prepared.js';

const { folder, run, errors } = commandInScratch('prepared');
const make = (out: string, flags: Readonly<Record<string, string | number | boolean>>): Promise<void> =>
  run(dataStage, { out: folder(out), quiet: true, ...flags });

beforeAll(() => make('shapes', { dataset: 'shapes', train: 20, test: 10 }));

it('has the same bytes where it is taken whole', async () => {
  await make('whole', { dataset: 'prepared', source: folder('shapes') });
  for (const file of ['dataset.json', 'test-00000-of-00001.arrow', 'train-00000-of-00001.arrow']) {
    expect(readFileSync(`${folder('whole')}/${file}`)).toEqual(readFileSync(`${folder('shapes')}/${file}`));
  }
});

it('has the first images, and the means of all, where fewer are asked for', async () => {
  await make('part', { dataset: 'prepared', source: folder('shapes'), train: 1, test: 4 });
  const [part, whole] = [readDataset(folder('part')), readDataset(folder('shapes'))];
  expect([part.splits.train.count, part.splits.test.count]).toEqual([1, 4]);
  expect([part.channelMean, part.channelStd, part.name]).toEqual([whole.channelMean, whole.channelStd, 'shapes']);
});

it('is told by its shards, wherever it lies', async () => {
  const identity = async (name: string): Promise<string> => await prepared.identity(folder(name), {});
  expect(await identity('whole')).toBe(await identity('shapes'));
  expect(await identity('part')).not.toBe(await identity('shapes'));
});

it('refuses other sizes, and more images than there are', async () => {
  await make('small', { dataset: 'prepared', source: folder('shapes'), size: 16 });
  expect(errors()).toContain('--size: is of no use for images that are prepared already');
  await make('many', { dataset: 'prepared', source: folder('shapes'), test: 11 });
  expect(errors()).toContain('--test: 11 images are asked for, but the data set has 10');
});
