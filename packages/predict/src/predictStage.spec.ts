import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { encode, loadNetwork, trainingLosses } from '@bcos-bench/models';
import {
  readCheckpoint,
  readPredictionSummary,
  readPredictions,
  writeExamples,
  writeJson,
  writeManifest,
  type NamedArray,
  type Prediction,
} from '@bcos-bench/formats';
import { writeUntrained } from '@bcos-bench/models/testing/untrainedCheckpoint';
import { commandInScratch, type FlagValues } from '@bcos-bench/cli/testing/commandInScratch';
import { at, only } from '@bcos-bench/vocabulary';
import { classRanking } from './classRanking.js';
import { predictStage } from './predictStage.js';
import { CLASSES, LABELS, noiseImages, writeData } from './testing/noiseData.fixture.js';

const { folder, run, errors } = commandInScratch('predict');

function predict(out: string, flags: FlagValues = {}): Promise<void> {
  const given = { data: folder('data'), checkpoint: folder('bcos-resnet8'), out: folder(out), quiet: true } as const;
  return run(predictStage, { ...given, ...flags });
}

/** What the network says of one image, op by op. */
function plainPrediction(checkpoint: string, place: number): Pick<Prediction, 'logits' | 'loss'> {
  const { model, arrays } = readCheckpoint(checkpoint);
  const { network, weights } = loadNetwork({ model, arrays }, checkpoint);
  const bytes = noiseImages().images.subarray(place * 3072, (place + 1) * 3072);
  const x = tf.div<tf.Tensor4D>(tf.tensor4d(Float32Array.from(bytes), [1, 32, 32, 3]), 255);
  const logits = network.logits(encode(x, network.encoding), weights, 'evaluate');
  const onehot = tf.oneHot([at(LABELS, place)], CLASSES.length, 1, 0, 'float32').as2D(1, CLASSES.length);
  return { logits: [...logits.dataSync()], loss: only(trainingLosses[model.loss](logits, onehot).dataSync()) };
}

const spoilt = (arrays: Map<string, NamedArray>): Map<string, NamedArray> => {
  arrays.get('conv1.linear.weight')?.data.fill(NaN);
  return arrays;
};

beforeAll(() => {
  writeData(folder('data'));
  writeUntrained(folder('bcos-resnet8'), 'bcos-resnet8', { classes: CLASSES });
  writeUntrained(folder('resnet8'), 'resnet8', { classes: CLASSES });
  writeUntrained(folder('others'), 'resnet8', { classes: CLASSES.toReversed() });
  writeUntrained(folder('spoilt'), 'bcos-resnet8', { classes: CLASSES, change: spoilt });
});

describe.each(['bcos-resnet8', 'resnet8'])('bcos-predict of %s', (name) => {
  it('writes one row per image: what the network says of it alone', async () => {
    await predict(`rows-${name}`, { checkpoint: folder(name), batch: 4 });
    const rows = await readPredictions(folder(`rows-${name}`));
    expect(rows.map(({ index, label }) => [index, label])).toEqual([...LABELS.entries()]);
    tf.engine().startScope();
    rows.forEach(({ logits, loss, pred, correct, label }, place) => {
      const plain = plainPrediction(folder(name), place);
      const largest = Math.max(...plain.logits.map(Math.abs));
      plain.logits.forEach((logit, k) => {
        expect(Math.abs(at(logits, k) - logit)).toBeLessThan(1e-5 * largest);
      });
      expect(Math.abs(loss - plain.loss)).toBeLessThan(1e-5 * plain.loss);
      expect(pred).toBe(classRanking(plain.logits)[0]);
      expect(correct).toBe(pred === label);
    });
    tf.engine().endScope();
  });

  it('writes the same bytes whatever the batch, and leaves no tensor behind', async () => {
    await predict(`by1-${name}`, { checkpoint: folder(name), batch: 1 });
    const before = tf.memory().numTensors;
    const outputs = await Promise.all(
      [3, 8, 128].map(async (batch) => {
        await predict(`by${batch}-${name}`, { checkpoint: folder(name), batch });
        return folder(`by${batch}-${name}`);
      }),
    );
    for (const file of ['predictions.parquet', 'summary.json']) {
      const single = readFileSync(join(folder(`by1-${name}`), file));
      for (const output of outputs) expect(readFileSync(join(output, file)).equals(single)).toBe(true);
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('sums up what stands in the rows', async () => {
  await predict('summed', { limit: 9 });
  const rows = await readPredictions(folder('summed'));
  const summary = readPredictionSummary(folder('summed'));
  expect(readdirSync(folder('summed')).sort()).toEqual([
    'manifest.json',
    'manifest.sha256',
    // The clean accuracy is near chance.
    'notes.json',
    'predictions.parquet',
    'summary.json',
    'timing.json',
  ]);
  expect(summary).toMatchObject({ network: 'bcos-resnet8', dataset: 'noise', split: 'test', images: 9 });
  expect(rows).toHaveLength(9);
  expect(summary.top1.correct).toBe(rows.filter(({ correct }) => correct).length);
  expect(summary.top5.correct).toBeGreaterThanOrEqual(summary.top1.correct);
  expect(summary.classes.map(({ name }) => name)).toEqual(CLASSES);
  expect(summary.classes.map(({ top1 }) => top1.total)).toEqual([1, 2, 1, 1, 1, 2, 1]);
  expect(summary.loss.mean).toBeCloseTo(rows.reduce((sum, { loss }) => sum + loss, 0) / 9, 12);
});

describe('bcos-predict --images', () => {
  /** An attack's folder that kept images of the data as they are, in the space of an attack of that many channels. */
  const keep = (name: string, channels: number, index: readonly number[]): string => {
    const { images } = noiseImages();
    const values = index.flatMap((image) =>
      Array.from({ length: 1024 }, (_, pixel) =>
        Array.from({ length: channels }, (_, channel) => {
          const value = at(images, (image % LABELS.length) * 3072 + pixel * 3 + (channel % 3)) / 255;
          return channel < 3 ? value : 1 - value;
        }),
      ).flat(),
    );
    mkdirSync(folder(name));
    writeExamples(folder(name), {
      index: Int32Array.from(index),
      shape: [32, 32, channels],
      values: Float32Array.from(values),
    });
    writeJson(join(folder(name), 'summary.json'), { split: 'test', attack: { kind: 'pgd', epsText: '8/255' } });
    writeManifest(folder(name), 'bcos-attack');
    return folder(name);
  };

  it.each([
    ['resnet8', 3],
    ['bcos-resnet8', 3],
    ['bcos-resnet8', 6],
  ])(
    'says of images that an attack left alone what it says of those of the data: %s, %i channels',
    async (name, channels) => {
      const [kept, plain] = [`kept-${name}-${channels}`, `plain-${name}-${channels}`];
      await predict(kept, {
        checkpoint: folder(name),
        images: keep(`attack-${name}-${channels}`, channels, [0, 2, 7]),
      });
      await predict(plain, { checkpoint: folder(name) });
      const all = await readPredictions(folder(plain));
      const rows = await readPredictions(folder(kept));
      expect(rows.map(({ index, label, pred }) => [index, label, pred])).toEqual(
        [0, 2, 7].map((image) => [image, at(LABELS, image), at(all, image).pred]),
      );
      for (const { index, logits } of rows) {
        logits.forEach((logit, k) => expect(logit).toBeCloseTo(at(at(all, index).logits, k), 4));
      }
      expect(readPredictionSummary(folder(kept))).toMatchObject({
        images: 3,
        attack: { kind: 'pgd', epsText: '8/255' },
      });
      expect(readdirSync(folder(kept))).not.toContain('notes.json');
    },
  );

  it('refuses images that the network or the data cannot have, in one line', async () => {
    const encoded = keep('attack-encoded', 6, [0]);
    await predict('refused', { checkpoint: folder('resnet8'), images: encoded });
    expect(errors()).toBe(
      `bcos-predict: ${encoded}: its images have 6 channels, inverse ones among them, and resnet8 takes 3; ` +
        'attack with --threat pixel: such images fit any network\n',
    );
    expect(process.exitCode).toBe(1);
    await predict('refused', { images: keep('attack-beyond', 3, [50]) });
    expect(errors()).toContain("its image 50 is not in split 'test' of");
    await predict('refused', { images: keep('attack-none', 3, []) });
    expect(errors()).toContain('it kept no images; attack again with --keep');
    await predict('refused', { images: encoded, split: 'train' });
    expect(errors()).toContain("its images are of split 'test', not 'train'; write --split test");
  });
});

describe('bcos-predict with wrong input', () => {
  it.each([
    { wrong: 'a limit of 0', flags: { limit: 0 }, code: 2, says: "--limit: '0' is not a whole number of 1 or more" },
    { wrong: 'half a batch', flags: { batch: 0.5 }, code: 2, says: "--batch: '0.5' is not a whole number" },
    { wrong: 'an unknown split', flags: { split: 'dev' }, code: 2, says: 'split' },
    { wrong: 'an empty split', flags: { split: 'train' }, code: 1, says: "split 'train' has no images" },
    { wrong: 'no checkpoint', flags: { checkpoint: '/nowhere' }, code: 1, says: '/nowhere: is not there' },
    { wrong: 'other classes', flags: { checkpoint: folder('others') }, code: 1, says: 'the network knows the classes' },
    {
      wrong: 'damaged weights',
      flags: { checkpoint: folder('spoilt') },
      code: 1,
      says: 'its logits of image 0 are not finite',
    },
  ])('refuses $wrong in one line and writes nothing', async ({ flags, code, says }) => {
    await predict('refused', flags);
    expect(process.exitCode).toBe(code);
    expect(errors()).toContain(says);
    expect(errors().trim()).not.toContain('\n');
    expect(readdirSync(folder('.')).filter((name) => name.includes('refused'))).toEqual([]);
  });
});
