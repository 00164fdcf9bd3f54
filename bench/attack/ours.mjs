// Our attack step as a contender of throughput.mjs: node ours.mjs NETWORK BATCH STEPS
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { createInterface } from 'node:readline';

const [network, batchText, stepsText] = process.argv.slice(2);
const [batch, steps] = [Number(batchText), Number(stepsText)];
const threads = process.env['BENCH_THREADS'] ?? '1';
process.env['TF_NUM_INTRAOP_THREADS'] ??= threads;
process.env['TF_NUM_INTEROP_THREADS'] ??= threads;

const tf = await import('@tensorflow/tfjs-core');
const { openTensorFlow } = await import('@bcos-bench/engine');
const { architectureNamed, buildNetwork, initialWeights, loadWeights } = await import('@bcos-bench/models');
const { traceIteration } = await import('../../packages/attack/dist/batching/iteration.js');
const { initialState } = await import('../../packages/attack/dist/model/iterationGraph.js');
const { attackMethods } = await import('@bcos-bench/adversary');
const { attackOptionsOf, parseEpsilon, USUAL_IMAGE_SHAPE } = await import('@bcos-bench/vocabulary');

const CLASSES = 10;
const EPS = parseEpsilon('0.5');
const STEPS = 20;
/** The norm that a network has in the article, where it is not its family's. */
const norm = { 'bcos-resnet50': 'bnu-linear' }[network];

const engine = await openTensorFlow();
const architecture = architectureNamed(network, norm === undefined ? {} : { norm });
const built = buildNetwork(architecture, CLASSES, null);
const weights = loadWeights(built.parameters, initialWeights(built.parameters, 0), 'random weights');
/** @type {import('../../packages/attack/dist/plan/attackPlan.js').AttackPlan & { attack: 'pgd' }} */
const plan = {
  attack: 'pgd',
  norm: 'l2',
  eps: EPS,
  steps: STEPS,
  options: attackOptionsOf({ attack: 'pgd', eps: EPS, steps: STEPS }, {}),
  threat: 'encoded',
  loss: built.loss === 'bce' ? 'bce' : 'ce',
  rescale: false,
  target: null,
  targetClass: null,
  randomStart: false,
  restarts: 1,
  useBest: true,
  stopEarly: false,
  round: false,
  seed: 0,
};
const labels = Array.from({ length: batch }, (_, i) => i % CLASSES);
const onehot = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, 'int32'), CLASSES), 'float32').as2D(batch, CLASSES));
const images = {
  origin: tf.randomUniform([batch, 32, 32, built.channels], 0, 1, 'float32', 1).as4D(batch, 32, 32, built.channels),
  onehot,
  target: onehot,
  spread: tf.ones([batch]).as1D(),
};
const attackedModel = { engine, network: built, weights, classes: CLASSES, shape: USUAL_IMAGE_SHAPE };
const iteration = traceIteration(attackedModel, plan, images);
let state = initialState(attackMethods[plan.attack], images.origin);

function advance(step) {
  const clock = { step: tf.fill([batch], step).as1D(), restart: tf.zeros([batch]).as1D() };
  const next = iteration.advance(state, images, clock, {});
  tf.dispose([state, clock]);
  state = next;
}

advance(0);
state.kept.score.dataSync();
const seconds = performance.now() / 1000;
advance(1);
process.stdout.write('ready\n');
for await (const line of createInterface({ input: process.stdin })) {
  if (line !== 'go') break;
  const begun = performance.now();
  for (let step = 0; step < steps; step += 1) advance(step + 2);
  state.kept.score.dataSync();
  const rate = (1000 * batch * steps) / (performance.now() - begun);
  process.stdout.write(`${JSON.stringify({ rate, seconds, megabytes: process.resourceUsage().maxRSS / 1024 })}\n`);
}
