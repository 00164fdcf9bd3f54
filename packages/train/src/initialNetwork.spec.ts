import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { commandInScratch } from '@bcos-bench/cli/testing/commandInScratch';
import {
  ONNX_FILE,
  readCheckpoint,
  readNotes,
  readTrainingMetrics,
  writeCheckpoint,
  writeJson,
  writeShard,
} from '@bcos-bench/formats';
import { loadNetwork } from '@bcos-bench/models';
import { onnxCheckpoint, onnxFixtures } from '@bcos-bench/models/testing/onnxCase';
import { beforeAll, expect, it } from 'vitest';
import { colourImages } from './testing/colours.fixture.js';
import { trainStage } from './trainStage.js';

const { folder, run, errors } = commandInScratch('initialNetwork');

const file = readFileSync(join(onnxFixtures, 'resnet18-dynamo.onnx'));
const checkpoint = onnxCheckpoint(new Map([[ONNX_FILE, file]]), 10);
const { classes } = checkpoint.model;

/** The colours, whose three classes are the first of ten. */
function makeData(name: string, names: readonly string[]): void {
  mkdirSync(folder(name));
  const split = (of: 'train' | 'test') => ({
    count: colourImages[of].index.length,
    shards: [writeShard(folder(name), `${of}.arrow`, colourImages[of], { classes: names, split: of })],
  });
  writeJson(join(folder(name), 'dataset.json'), {
    name: 'colours',
    classes: names,
    shape: [32, 32, 3],
    splits: { train: split('train'), test: split('test') },
    channelMean: [0.5, 0.5, 0.5],
    channelStd: [0.25, 0.25, 0.25],
  });
}

const data = (): string => folder('data');
const flags = {
  quiet: true,
  epochs: 2,
  batch: 20,
  lr: 0.01,
  adversarial: 'linf:2/255:1',
  augmentation: 'none',
} as const;
const bytesOf = (out: string, name: string): string => readFileSync(join(folder(out), name)).toString('base64');

beforeAll(() => {
  makeData('data', classes);
  makeData('others', ['red', 'green', 'blue']);
  mkdirSync(folder('network'));
  writeCheckpoint(folder('network'), checkpoint);
});

it('trains an ONNX network adversarially, and writes its file with what has changed beside it', async () => {
  await run(trainStage, { data: data(), init: folder('network'), out: folder('trained'), ...flags });
  expect(errors()).toBe('');
  const { model, arrays, onnx } = readCheckpoint(folder('trained'));
  expect(Buffer.from(onnx?.get(ONNX_FILE) ?? []).equals(file)).toBe(true);
  expect(model).toMatchObject({
    architecture: { name: 'onnx' },
    classes,
    loss: 'cross-entropy',
    onnx: checkpoint.model.onnx,
  });
  expect(model.provenance).toMatchObject({ stage: 'bcos-train', parameters: { adversarial: 'linf:2/255:1' } });
  const names = [...arrays.keys()];
  expect(names).toContain('conv1.weight');
  expect(names.filter((name) => name.includes('running'))).toEqual([]);
  const [first, last] = await readTrainingMetrics(folder('trained'));
  expect(last?.train_loss).toBeLessThan(first?.train_loss ?? 0);
  expect(readNotes(folder('trained'))).toContainEqual(
    'arrays of the ONNX file that were trained: 42; its statistics of BatchNormalization and its constants are as they were',
  );
});

it('has, read again, the accuracy that the training ended with, and trains further from there', async () => {
  const { model, ...trained } = readCheckpoint(folder('trained'));
  const { network, weights } = loadNetwork({ model, ...trained }, 'spec');
  const { images, labels } = colourImages.test;
  const x = tf.div(tf.tensor(Float32Array.from(images), [labels.length, 32, 32, 3]), 255);
  const predictions = tf.argMax(network.logits(x.as4D(labels.length, 32, 32, 3), weights, 'evaluate'), 1).dataSync();
  const right = predictions.filter((prediction, i) => prediction === labels[i]).length;
  expect(right).toBe(model.cleanAccuracy?.top1.correct);
  await run(trainStage, { data: data(), init: folder('trained'), out: folder('further'), ...flags, epochs: 1 });
  expect(errors()).toBe('');
  const [before] = await readTrainingMetrics(folder('trained'));
  const [after] = await readTrainingMetrics(folder('further'));
  expect(after?.train_loss).toBeLessThan(before?.train_loss ?? 0);
});

it('gives the same bytes when it is run again', async () => {
  await run(trainStage, { data: data(), init: folder('network'), out: folder('again'), ...flags });
  for (const name of ['model.json', 'model.safetensors', 'metrics.parquet']) {
    expect(bytesOf('again', name)).toBe(bytesOf('trained', name));
  }
});

it('trains a network of the registry further, by its own name and normaliser', async () => {
  const few = { quiet: true, data: data(), epochs: 1, batch: 30, lr: 0.001, augmentation: 'none' } as const;
  await run(trainStage, { ...few, arch: 'resnet8', out: folder('resnet8') });
  await run(trainStage, { ...few, init: folder('resnet8'), out: folder('resnet8-further') });
  expect(errors()).toBe('');
  const [begun, further] = ['resnet8', 'resnet8-further'].map((name) => readCheckpoint(folder(name)).model);
  expect(further?.architecture).toEqual(begun?.architecture);
  expect(further?.normalisation).toEqual(begun?.normalisation);
  const [[before], [after]] = [
    await readTrainingMetrics(folder('resnet8')),
    await readTrainingMetrics(folder('resnet8-further')),
  ];
  expect(after?.train_loss).toBeLessThan(before?.train_loss ?? 0);
});

it.each([
  [{}, '--arch: is missing; give an architecture, or a checkpoint with --init'],
  [{ init: 'network', arch: 'resnet8' }, '--arch: is said by the checkpoint of --init; leave out one of the two'],
  [{ init: 'network', data: 'others' }, 'the network knows the classes'],
  [{ init: 'nothing' }, 'nothing: is not there'],
])('says in one line what does not fit: %j', async (given, line) => {
  const places: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) places[name] = name === 'arch' ? value : folder(value);
  await run(trainStage, { quiet: true, data: data(), out: folder('none'), ...places });
  expect(errors()).toContain(line);
  expect(errors().trim().split('\n')).toHaveLength(1);
});
