// Spoils good checkpoints in ten thousand ways and reads each: `node bench/fuzz/torch-file.mjs [--count 10000] [--seed 0]`.
// What must come of it is an error of one line or a right answer. A crash, an answer that is not the good file's, a hang of more than
// 5 s, more than 2 GB of memory, or a canary file that something made: the table says so, and the exit code is 1.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { attemptsOf, highest, linesOfChild, showAttempts } from './childLines.mjs';

const HANG_MILLISECONDS = 5000;
const MOST_MEGABYTES = 2048;
// Node calls it experimental up to version 23.4.
const PERMISSION = process.allowedNodeEnvironmentFlags.has('--permission')
  ? '--permission'
  : '--experimental-permission';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '0' } },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
const folder = mkdtempSync(join(tmpdir(), 'torch-file-fuzz-'));
const canary = join(folder, 'canary');
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

const wordsFrom = (begin) => [
  PERMISSION,
  '--no-warnings',
  '--allow-fs-read=*',
  `--allow-fs-write=${folder}/*`,
  here('torchFileChild.mjs'),
  here('../../packages/torch-file/src/fixtures'),
  folder,
  canary,
  String(seed),
  String(begin),
  String(count),
];
// The first line also waits for the samples.
const silence = { firstMilliseconds: 6 * HANG_MILLISECONDS, hangMilliseconds: HANG_MILLISECONDS };

const attempts = await attemptsOf(count, (begin) => linesOfChild(wordsFrom(begin), { ...silence, stderr: 'inherit' }));
const executed = existsSync(canary);
rmSync(folder, { recursive: true });

showAttempts(attempts, seed);
console.log(
  `seed ${seed}; the canary was ${executed ? 'made: something was executed' : 'not made: nothing was executed'}`,
);
const failed =
  executed || highest(attempts, 'megabytes') > MOST_MEGABYTES || attempts.some(({ outcome }) => outcome === 'wrong');
process.exitCode = failed ? 1 : 0;
