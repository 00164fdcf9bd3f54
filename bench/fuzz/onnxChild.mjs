// Reads mutated ONNX files, one after the other, and says a line of JSON about each. It is run by onnx.mjs.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { openTensorFlow } from '../../packages/engine/dist/index.js';
import { attempt } from '../../packages/models/dist/onnx/fuzz/attempt.js';

const [seed, begin, end] = process.argv.slice(2).map(Number);
const names = ['resnet18-torchscript', 'vgg-bn-dynamo', 'mobilenet-v3-dynamo', 'vit-dynamo', 'convnext-torchscript'];
const samples = names.map((name) =>
  readFileSync(new URL(`../../packages/models/src/fixtures/onnx/${name}.onnx`, import.meta.url)),
);
await openTensorFlow();
for (let number = begin; number < end; number += 1) {
  const started = performance.now();
  const made = attempt(samples, seed, number);
  const milliseconds = performance.now() - started;
  const megabytes = process.memoryUsage().rss / 2 ** 20;
  process.stdout.write(`${JSON.stringify({ ...made, number, milliseconds, megabytes })}\n`);
}
