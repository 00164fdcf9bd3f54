// Ours as a contender of measuring.mjs: node measuringOurs.mjs TASK BATCH IMAGES
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const [task, batchText, imagesText] = process.argv.slice(2);
const [batch, count] = [Number(batchText), Number(imagesText)];
process.env['TF_NUM_INTRAOP_THREADS'] ??= process.env['BENCH_THREADS'] ?? '1';

const { openTensorFlow } = await import('@bcos-bench/engine');
const { architectureNamed, buildNetwork, initialWeights, loadWeights } = await import('@bcos-bench/models');
const { randomStream } = await import('@bcos-bench/random');
const { attributionPlan } = await import('../../packages/explain/dist/index.js');
const { measuredImages } = await import('../../packages/measure/dist/measuredImages.js');
const { explanationMeasures } = await import('../../packages/measure/dist/measures/explanationMeasures.js');
const { openNetworkUnderTest } = await import('../../packages/measure/dist/networkUnderTest.js');
const { openSubject } = await import('../../packages/measure/dist/openSubject.js');

const CLASSES = 10;
const tasks = JSON.parse(readFileSync(fileURLToPath(new URL('tasks.json', import.meta.url)), 'utf8'));
const { method, measure = null } = tasks[task ?? ''];
const engine = await openTensorFlow();
const network = buildNetwork(architectureNamed('resnet8', {}), CLASSES, null);
const arrays = initialWeights(network.parameters, 0);
const weights = loadWeights(network.parameters, arrays, 'random weights');
/** @type {import('@bcos-bench/vocabulary').ImageShape} */
const shape = [32, 32, 3];
const underTest = openNetworkUnderTest(engine, { checkpoint: { arrays }, network, weights, shape, batch, seed: 0 });
const random = randomStream(0);
const images = measuredImages(underTest, {
  shape,
  index: Int32Array.from({ length: count }, (_, i) => i),
  labels: new Int32Array(count),
  images: Uint8Array.from({ length: count * 3072 }, () => random.uint32() & 255),
});
const plan = attributionPlan({ method, seed: 0 }, false);

/** A subject each time: what a measure shares with others is computed again. */
function work() {
  const subject = openSubject(underTest, images, plan, 0);
  if (measure !== null) explanationMeasures[measure](subject);
}

work();
const seconds = performance.now() / 1000;
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'go') break;
  const begun = performance.now();
  work();
  const rate = (1000 * count) / (performance.now() - begun);
  process.stdout.write(`${JSON.stringify({ rate, seconds, megabytes: process.resourceUsage().maxRSS / 1024 })}\n`);
}
