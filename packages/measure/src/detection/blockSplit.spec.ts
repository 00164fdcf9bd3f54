import { beforeAll, expect, it } from 'vitest';
import { openTensorFlow, type Engine } from '@bcos-bench/engine';
import { architectureNamed, buildNetwork, initialWeights, loadWeights, type Mode } from '@bcos-bench/models';
import { seededNumbers } from '@bcos-bench/models/testing/seededNumbers';
import { at } from '@bcos-bench/vocabulary';
import { traceBlockSplit, type BlockSplit, type BlockSplitTrace } from './blockSplit.js';

const [IMAGES, SIDE, CLASSES] = [3, 32, 10];
const classes = Int32Array.of(1, 4, 7);
let engine: Engine;

beforeAll(async () => {
  engine = await openTensorFlow();
});

function traceOf(name: string, mode: Exclude<Mode, 'train'>, batch = 8): BlockSplitTrace | null {
  const network = buildNetwork(architectureNamed(name, {}), CLASSES, null);
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, 0), 'random weights');
  return traceBlockSplit(engine, { network, weights, mode, shape: [SIDE, SIDE, network.channels], batch });
}

/** The split of three images with noise of a size. */
function splitOf(trace: BlockSplitTrace | null, channels: number, size: number): BlockSplit {
  const shape = [IMAGES, SIDE, SIDE, channels];
  const images = seededNumbers('images', shape, 0.1, 0.9);
  const noise = seededNumbers('noise', shape, -size, size);
  const noisy = images.map((value, place) => value + at(noise, place));
  const split = trace?.at(images, noisy, classes);
  trace?.dispose();
  if (split === undefined) throw new Error('the network has blocks');
  return split;
}

const blocksOf = ({ contributions }: BlockSplit, row: number): number[] => [
  ...contributions.subarray((row * contributions.length) / IMAGES, ((row + 1) * contributions.length) / IMAGES),
];

it('names the blocks of residual networks, and has none of others', () => {
  const residual = traceOf('resnet8', 'evaluate');
  expect(residual?.blocks).toEqual(['layer1.0', 'layer2.0', 'layer3.0']);
  residual?.dispose();
  expect(traceOf('kuangliu-vgg11', 'evaluate')).toBeNull();
});

it('puts the whole change down to the feature maps where what follows them is linear', () => {
  const split = splitOf(traceOf('resnet8', 'evaluate'), 3, 0.1);
  for (const [row, change] of split.change.entries()) {
    const [first, , afterAll] = blocksOf(split, row).map((part) => Math.abs(part - change) / Math.abs(change));
    expect(afterAll).toBeLessThan(1e-4);
    // What follows the first block bends.
    expect(first).toBeGreaterThan(1e-2);
  }
});

it('puts the whole change down to the feature maps of every block where the noise is small', () => {
  const split = splitOf(traceOf('resnet8', 'evaluate'), 3, 1e-3);
  for (const [row, change] of split.change.entries()) {
    for (const part of blocksOf(split, row)) expect(Math.abs(part - change)).toBeLessThan(0.1 * Math.abs(change));
  }
});

it('is the same in batches of two sizes', () => {
  expect(splitOf(traceOf('bcos-resnet8', 'explain', 16), 6, 0.1)).toEqual(
    splitOf(traceOf('bcos-resnet8', 'explain', 8), 6, 0.1),
  );
});
