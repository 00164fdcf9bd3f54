// Milliseconds of a product of rows with a matrix and of its gradient, traced: ours, which gives a row the same bits in any batch, beside
// TensorFlow's own product of matrices, which does not. Medians of nine on one thread, as a table of Markdown:
//
//     TF_NUM_INTRAOP_THREADS=1 TF_NUM_INTEROP_THREADS=1 node bench/models/rowProducts.mjs
import { performance } from 'node:perf_hooks';
import * as tf from '@tensorflow/tfjs-core';
import { openTensorFlow } from '../../packages/engine/dist/index.js';
import { rowProducts } from '../../packages/models/dist/ops/rowProducts.js';

/** Rows, inputs and outputs as in 24 images of ViT-B/16 and Swin-T at 64x64, and in a head of 1000 classes. */
const shapes = [
  [408, 768, 3072],
  [408, 3072, 768],
  [408, 768, 768],
  [17, 768, 3072],
  [1560, 384, 1536],
  [24, 2048, 1000],
];
const engine = await openTensorFlow();

process.stdout.write('| rows | matrix | ours, ms | TensorFlow, ms |\n|---|---|---|---|\n');
for (const [count, inputs, outputs] of shapes) {
  const rows = tf.randomNormal([count, inputs], 0, 1, 'float32', 1);
  const matrix = tf.randomNormal([inputs, outputs], 0, 1, 'float32', 2);
  const slopes = tf.randomNormal([count, outputs], 0, 1, 'float32', 3);
  const [ours, theirs] = [rowProducts, (x, y) => tf.matMul(x, y)].map((product) =>
    milliseconds(product, rows, matrix, slopes),
  );
  process.stdout.write(`| ${count} | ${inputs}x${outputs} | ${ours.toFixed(1)} | ${theirs.toFixed(1)} |\n`);
  tf.dispose([rows, matrix, slopes]);
}

/**
 * @param {(rows: any, matrix: any) => any} product
 * @param {import('@tensorflow/tfjs-core').Tensor} rows
 * @param {import('@tensorflow/tfjs-core').Tensor} matrix a constant of the trace, as weights are
 * @param {import('@tensorflow/tfjs-core').Tensor} slopes
 */
function milliseconds(product, rows, matrix, slopes) {
  const both = (x, dy) => Object.values(tf.valueAndGrad((of) => product(of, matrix))(x, dy));
  const trace = engine.trace(both, [rows, slopes]);
  const taken = Array.from({ length: 9 }, () => {
    const started = performance.now();
    const made = trace.run([rows, slopes]);
    made[1].dataSync();
    const time = performance.now() - started;
    tf.dispose(made);
    return time;
  });
  trace.dispose();
  return taken.sort((a, b) => a - b)[4];
}
