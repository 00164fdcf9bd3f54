// Our explanations as a contender of throughput.mjs: node ours.mjs NETWORK BATCH IMAGES
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createInterface } from 'node:readline';

const [name, batchText, imagesText] = process.argv.slice(2);
const [batch, images] = [Number(batchText), Number(imagesText)];
process.env['TF_NUM_INTRAOP_THREADS'] ??= process.env['BENCH_THREADS'] ?? '1';

const { openTensorFlow } = await import('@bcos-bench/engine');
const { architectureNamed, buildNetwork, initialWeights, loadWeights } = await import('@bcos-bench/models');
const { randomStream } = await import('@bcos-bench/random');
const { numbersOf } = await import('@bcos-bench/vocabulary');
const { attributeImages, attributionMethods, explanationImages, inputTimesGradient, traceClassGradient } =
  await import('../../packages/explain/dist/index.js');

const CLASSES = 10;
const engine = await openTensorFlow();
const network = buildNetwork(architectureNamed(name, {}), CLASSES, null);
const weights = loadWeights(network.parameters, initialWeights(network.parameters, 0), 'random weights');
const { mode } = attributionMethods['dynamic-linear'];
/** @type {import('@bcos-bench/vocabulary').TensorShape} */
const shape = [32, 32, network.channels];
const trace = traceClassGradient(engine, { network, weights, mode, shape, batch });
const explainer = { trace, attribute: inputTimesGradient };

const { uniform } = randomStream(0);
const inputs = new Float32Array(images * numbersOf(shape)).map(() => uniform());
const index = Int32Array.from({ length: images }, (_, i) => i);

function explain(count) {
  const some = inputs.subarray(0, (count * inputs.length) / images);
  const maps = attributeImages(explainer, { index: index.subarray(0, count), inputs: some, classes: null });
  return explanationImages(maps, shape);
}

explain(Math.min(batch, images));
const seconds = performance.now() / 1000;
explain(Math.min(batch, images));
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'go') break;
  const begun = performance.now();
  explain(images);
  const rate = (1000 * images) / (performance.now() - begun);
  process.stdout.write(`${JSON.stringify({ rate, seconds, megabytes: process.resourceUsage().maxRSS / 1024 })}\n`);
}
