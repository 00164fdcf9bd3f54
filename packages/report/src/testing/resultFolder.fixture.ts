import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  attackNode,
  corruptedSplits,
  corruptNode,
  dataNode,
  explainNode,
  networkAttacks,
  networkMaking,
  networkOrigin,
  networkTransfers,
  predictNode,
  transferNode,
  type AttackCell,
  type ExplanationCell,
  type PipelineSpec,
} from '@bcos-bench/pipeline';
import {
  openAttackSamples,
  openPredictions,
  writeExamples,
  writeExplanationChanges,
  writeExplanations,
  writeJson,
  writeManifest,
  writeShard,
  writeTrainingMetrics,
  type Dataset,
  type ExplainedImages,
  type ExplanationChange,
  type Model,
} from '@bcos-bench/formats';
import { parseEpsilon, numbersOf, proportion, USUAL_IMAGE_SHAPE, withChannels } from '@bcos-bench/vocabulary';
import { encodedImage, noise, PIXELS, imageValue } from './image.fixture.js';

/** The classes of the made-up data set; one has a hostile name. */
const CLASSES = ['circle', 'square', '<script>', 'star', 'a & b', 'cross', 'ring', 'moon', 'heart', 'arrow'];

/**
 * Writes, for every node of a pipeline, files as the stages write them, full of made-up values that are always the same; each folder
 * ends with its manifest. A spec that changes a file then seals the folder again.
 */
export async function writeResultFolder(
  folder: string,
  spec: PipelineSpec,
  testImages: number,
  classes: readonly string[] = CLASSES,
): Promise<void> {
  writeData(made(folder, dataNode), testImages, classes);
  for (const [id, network] of Object.entries(spec.networks)) {
    const arch = networkMaking(network)?.flags['arch'];
    if (typeof arch === 'string')
      await writeNetwork(made(folder, networkOrigin(id, network)), arch, testImages, classes);
  }
  for (const { network, cell, limit = testImages, keep } of networkAttacks(spec)) {
    const own = made(folder, attackNode(network, cell));
    await writeSamples(own, limit, robustShare(network, cell), classes);
    writeJson(join(own, 'summary.json'), { split: 'test' });
    writeAttackedImages(own, channelsOf(network), keep, cell);
  }
  for (const cell of spec.explanations) {
    const own = made(folder, explainNode(cell));
    writeExplained(own, cell, classes);
    await writeExplanationChanges(own, explanationChanges(cell.limit, classes));
  }
  for (const transfer of networkTransfers(spec)) {
    const own = made(folder, transferNode(transfer));
    await writePredictions(own, testImages, transfer.from.length / 20, classes);
  }
  for (const { corruption, severities, networks, limit = testImages } of corruptedSplits(spec)) {
    writeCorruptedData(
      made(folder, corruptNode(corruption)),
      {
        name: corruption,
        severities: [...severities],
        images: limit,
      },
      classes,
    );
    for (const network of networks) {
      await writePredictions(
        made(folder, predictNode({ network, corruption })),
        limit * severities.length,
        0.5,
        classes,
      );
    }
  }
  for (const node of readdirSync(folder)) writeManifest(join(folder, node), 'bcos-test');
}

function made(folder: string, node: string): string {
  const own = join(folder, node);
  mkdirSync(own, { recursive: true });
  return own;
}

function labelOf(i: number, classes: readonly string[]): number {
  return i % classes.length;
}

function writeData(folder: string, count: number, classes: readonly string[]): void {
  const index = Int32Array.from({ length: count }, (_, i) => i);
  const bytes = Uint8Array.from({ length: count * numbersOf(USUAL_IMAGE_SHAPE) }, (_, k) => {
    const [image, rest] = [Math.floor(k / numbersOf(USUAL_IMAGE_SHAPE)), k % numbersOf(USUAL_IMAGE_SHAPE)];
    return Math.round(255 * imageValue(image, Math.floor(rest / 3), rest % 3));
  });
  const images = { shape: USUAL_IMAGE_SHAPE, index, images: bytes, labels: index.map((i) => labelOf(i, classes)) };
  const shard = writeShard(folder, 'test-00000-of-00001.arrow', images, { classes: [...classes], split: 'test' });
  writeJson(join(folder, 'dataset.json'), {
    name: 'shapes',
    classes: [...classes],
    shape: [32, 32, 3],
    splits: { train: { count: 100, shards: [] }, test: { count, shards: [shard] } },
    channelMean: [0.5, 0.5, 0.5],
    channelStd: [0.25, 0.25, 0.25],
  } satisfies Dataset);
}

function writeCorruptedData(
  folder: string,
  corruption: NonNullable<Dataset['corruption']>,
  classes: readonly string[],
): void {
  writeJson(join(folder, 'dataset.json'), {
    name: `shapes (${corruption.name})`,
    classes: [...classes],
    shape: [32, 32, 3],
    splits: {
      train: { count: 0, shards: [] },
      test: { count: corruption.images * corruption.severities.length, shards: [] },
    },
    channelMean: [0.5, 0.5, 0.5],
    channelStd: [0.25, 0.25, 0.25],
    corruption,
  } satisfies Dataset);
}

/** Predictions of `count` images, of which the first part is right. */
async function writePredictions(
  folder: string,
  count: number,
  share: number,
  classes: readonly string[],
): Promise<void> {
  const rows = await openPredictions(folder);
  for (let index = 0; index < count; index++) {
    const label = labelOf(index, classes);
    const correct = index < Math.round(count * share);
    const pred = correct ? label : (label + 1) % classes.length;
    await rows.append({ index, label, pred, correct, loss: 1, logits: classes.map((_, i) => (i === pred ? 1 : 0)) });
  }
  await rows.close();
}

function channelsOf(network: string): number {
  return network.startsWith('bcos') ? 6 : 3;
}

async function writeNetwork(folder: string, arch: string, count: number, classes: readonly string[]): Promise<void> {
  const correct = Math.round(count * 0.95);
  const isBcos = channelsOf(arch) === 6;
  writeJson(join(folder, 'model.json'), {
    architecture: { name: arch, b: isBcos ? 2 : 1, maxOut: 1, norm: 'none' },
    classes: [...classes],
    encoding: isBcos ? 'rgb+inverse' : 'rgb',
    normalisation: null,
    loss: isBcos ? 'bce' : 'cross-entropy',
    provenance: { stage: 'bcos-train', dataset: 'shapes', parameters: {} },
    cleanAccuracy: { split: 'test', top1: proportion(correct, count), top5: proportion(count, count) },
  } satisfies Model);
  await writeTrainingMetrics(
    folder,
    [1, 2, 3, 4, 5, 6].map((epoch) => {
      const share = 1 - Math.exp(-epoch / (isBcos ? 2 : 1.4)) * (0.8 + 0.1 * noise(epoch + arch.length));
      return {
        epoch,
        learning_rate: 0.001 / epoch,
        train_loss: 1 - share,
        train_top1: share,
        train_top5: 1 - (1 - share) / 8,
        test_loss: 1 - share,
        test_top1: share - 0.04,
        test_top5: 1 - (1 - share) / 6,
      };
    }),
  );
}

/** The share of images that `network` still classifies rightly: lower for larger eps, higher for trained ones. */
function robustShare(network: string, { eps, norm }: AttackCell): number {
  const radius = parseEpsilon(eps) * (norm === 'linf' ? 32 : 1);
  return Math.exp(-radius * (network.startsWith('adv') ? 0.4 : 2));
}

export async function writeSamples(
  folder: string,
  count: number,
  share: number,
  classes: readonly string[] = CLASSES,
): Promise<void> {
  const samples = await openAttackSamples(folder);
  for (let index = 0; index < count; index++) {
    const label = labelOf(index, classes);
    const survives = index < Math.round(count * share);
    const adversarial = survives ? label : (label + 1) % classes.length;
    await samples.append({
      index,
      label,
      target: null,
      clean_pred: index === count - 1 ? (label + 1) % classes.length : label,
      clean_loss: 0.1,
      clean_logits: classes.map((_, i) => (i === label ? 1 : 0)),
      adv_pred: adversarial,
      adv_loss: 1,
      adv_logits: classes.map((_, i) => (i === adversarial ? 1 : 0)),
      success: !survives,
      best_step: 3,
      first_success_step: survives ? null : 2,
      zero_gradient: false,
      gradient_norm: 0.5,
      linf: 0.03,
      l2: 0.4 + (index % 5) / 20,
      restart: 0,
      broken_by: null,
      queries: 0,
      gradients: 0,
    });
  }
  await samples.close();
}

function writeAttackedImages(folder: string, channels: number, keep: number, { eps, norm }: AttackCell): void {
  const radius = norm === 'linf' ? parseEpsilon(eps) : parseEpsilon(eps) / 55;
  const rows = Array.from({ length: keep }, (_, i) => [...encodedImage(i, channels, radius)]);
  writeExamples(folder, {
    index: Int32Array.from(rows.keys()),
    shape: withChannels(USUAL_IMAGE_SHAPE, channels),
    values: Float32Array.from(rows.flat()),
  });
}

function writeExplained(
  folder: string,
  { network, attack, method, limit }: ExplanationCell,
  classes: readonly string[],
): void {
  const channels = channelsOf(network);
  const label = Int32Array.from({ length: limit }, (_, i) => labelOf(i, classes));
  const wrong = label.map((truth, i) => (i % 3 === 0 ? truth : (truth + 1) % classes.length));
  writeExplanations(folder, {
    index: Int32Array.from(label.keys()),
    label,
    shape: withChannels(USUAL_IMAGE_SHAPE, channels),
    ...(method === undefined ? {} : { method: { name: method, settings: {} } }),
    clean: explained(label, channels, 0, 0),
    attacked: explained(wrong, channels, parseEpsilon(attack.eps) / 55, 40),
  });
}

/** Changes of `count` images; of the first, the map after the attack is zero and the logit stays. */
function explanationChanges(count: number, classes: readonly string[]): ExplanationChange[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    label: labelOf(index, classes),
    explainedClass: labelOf(index, classes),
    cosine: index === 0 ? null : index / count,
    rankCorrelation: index === 0 ? null : index / count - 0.5,
    positiveKept: 1 / (index + 1),
    topOverlap: index / count,
    shownCosine: index === 0 ? null : 1 - index / count,
    logitChange: index === 0 ? 0 : -4,
    noiseContribution: -index,
    predictionKept: index !== 1,
  }));
}

function explained(prediction: Int32Array, channels: number, eps: number, shift: number): ExplainedImages {
  const perPixel = <T>(value: (i: number, p: number) => T): T[] =>
    [...prediction.keys()].flatMap((i) => Array.from({ length: PIXELS }, (_, p) => value(i, p)));
  const centred = (i: number, p: number): number =>
    Math.exp(-(Math.hypot(Math.floor(p / 32) - 14, (p % 32) - 16 - shift / 8) ** 2) / 60) *
    (noise(p + i + shift) - 0.2);
  return {
    prediction,
    explainedClass: prediction,
    input: Float32Array.from([...prediction.keys()].flatMap((i) => [...encodedImage(i, channels, eps)])),
    weights: new Float32Array(prediction.length * channels * PIXELS),
    contribution: Float32Array.from(perPixel(centred)),
    image: Float32Array.from(
      perPixel((i, p) => [
        imageValue(i + shift, p, 0),
        imageValue(i, p, 1),
        imageValue(i, p, 2),
        Math.min(1, Math.max(0, 2 * centred(i, p))),
      ]).flat(),
    ),
  };
}
