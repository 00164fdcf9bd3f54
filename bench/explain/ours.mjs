// Our explanations as a contender of throughput.mjs: node ours.mjs NETWORK BATCH PICTURES
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createInterface } from 'node:readline';

const [name, batchText, picturesText] = process.argv.slice(2);
const [batch, pictures] = [Number(batchText), Number(picturesText)];
process.env['TF_NUM_INTRAOP_THREADS'] ??= process.env['BENCH_THREADS'] ?? '1';

const { openTensorFlow } = await import('@bcos-bench/engine');
const { architectureNamed, buildNetwork, initialWeights, loadWeights } = await import('@bcos-bench/models');
const { randomStream } = await import('@bcos-bench/random');
const { attributePictures, attributionMethods, explanationPictures, traceClassGradient } =
  await import('../../packages/explain/dist/index.js');

const CLASSES = 10;
const engine = await openTensorFlow();
const network = buildNetwork(architectureNamed(name, {}), CLASSES, null);
const weights = loadWeights(network.parameters, initialWeights(network.parameters, 0), 'random weights');
const { mode, create } = attributionMethods['dynamic-linear'];
const explainer = { trace: traceClassGradient(engine, { network, weights, mode, batch }), attribute: create() };

const { uniform } = randomStream(0);
const inputs = new Float32Array(pictures * 32 * 32 * network.channels).map(() => uniform());
const index = Int32Array.from({ length: pictures }, (_, i) => i);

function explain(count) {
  const some = inputs.subarray(0, (count * inputs.length) / pictures);
  const maps = attributePictures(explainer, { index: index.subarray(0, count), inputs: some, classes: null });
  return explanationPictures(maps);
}

explain(Math.min(batch, pictures));
const seconds = performance.now() / 1000;
explain(Math.min(batch, pictures));
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'go') break;
  const begun = performance.now();
  explain(pictures);
  const rate = (1000 * pictures) / (performance.now() - begun);
  process.stdout.write(`${JSON.stringify({ rate, seconds, megabytes: process.resourceUsage().maxRSS / 1024 })}\n`);
}
