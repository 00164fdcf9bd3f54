// Spoils good ONNX files in ten thousand ways and reads each: `node bench/fuzz/onnx.mjs [--count 10000] [--seed 0]`.
// What must come of it is an error of one line, or a network whose logits can be computed. A crash, another error, a hang of more than
// 10 s or more than 3 GB of memory: the table says so, and the exit code is 1.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { attemptsOf, highest, linesOfChild, showAttempts } from './childLines.mjs';

const HANG_MILLISECONDS = 10_000;
const MOST_MEGABYTES = 3072;

const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '0' } },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
const child = fileURLToPath(new URL('onnxChild.mjs', import.meta.url));
// The first line also waits for TensorFlow.
const silence = { firstMilliseconds: 6 * HANG_MILLISECONDS, hangMilliseconds: HANG_MILLISECONDS };

const attempts = await attemptsOf(count, (begin) =>
  linesOfChild([child, String(seed), String(begin), String(count)], { ...silence, stderr: 'ignore' }),
);
showAttempts(attempts, seed);
const wrong = attempts.filter(({ outcome }) => outcome === 'wrong').length;
const largest = highest(attempts, 'megabytes');
console.log(`${attempts.length} files, ${wrong} wrong; at most ${largest.toFixed(0)} MB`);
process.exitCode = wrong === 0 && largest <= MOST_MEGABYTES ? 0 : 1;
