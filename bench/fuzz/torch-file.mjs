// Spoils good checkpoints in ten thousand ways and reads each: `node bench/fuzz/torch-file.mjs [--count 10000] [--seed 0]`.
// What must come of it is an error of one line or a right answer. A crash, an answer that is not the good file's, a hang of more than
// 5 s, more than 2 GB of memory, or a canary file that something made: the table says so, and the exit code is 1.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { clearTimeout, setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

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

/** Runs attempts from `begin` on in a child, up to the end or to the first that ends the child; gives those that were made. */
async function stretch(begin) {
  const child = spawn(
    process.execPath,
    [
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
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const made = [];
  let ended = 'crash';
  const hang = () => {
    ended = 'hang';
    child.kill('SIGKILL');
  };
  // The first line also waits for the samples.
  let watch = setTimeout(hang, 6 * HANG_MILLISECONDS);
  const closed = new Promise((resolve) => child.on('close', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(watch);
    watch = setTimeout(hang, HANG_MILLISECONDS);
    made.push(JSON.parse(line));
  }
  clearTimeout(watch);
  await closed;
  return { made, ended };
}

const attempts = [];
while (attempts.length < count) {
  const { made, ended } = await stretch(attempts.length);
  attempts.push(...made);
  if (attempts.length < count) {
    const number = attempts.length;
    attempts.push({ kind: `(${ended})`, number, outcome: 'wrong', message: ended, milliseconds: 0, megabytes: 0 });
  }
}
const executed = existsSync(canary);
rmSync(folder, { recursive: true });

const rows = [...grouped(attempts)].sort(([a], [b]) => (a < b ? -1 : 1));
console.log(
  ['kind'.padEnd(40), ...['tried', 'refused', 'read', 'wrong', 'ms', 'MB'].map((name) => name.padStart(8))].join(''),
);
for (const [kind, tried] of [...rows, ['all', attempts]]) {
  const outcomes = ['refused', 'read', 'wrong'].map((outcome) => tried.filter((a) => a.outcome === outcome).length);
  const [slowest, largest] = [highest(tried, 'milliseconds'), highest(tried, 'megabytes')];
  const numbers = [tried.length, ...outcomes, slowest, largest];
  console.log([kind.padEnd(40), ...numbers.map((number) => number.toFixed(0).padStart(8))].join(''));
}
for (const { kind, number, message } of attempts.filter(({ outcome }) => outcome === 'wrong').slice(0, 20)) {
  console.log(`wrong: --seed ${seed}, number ${number}, ${kind}: ${message}`);
}
console.log(
  `seed ${seed}; the canary was ${executed ? 'made: something was executed' : 'not made: nothing was executed'}`,
);
const failed =
  executed || highest(attempts, 'megabytes') > MOST_MEGABYTES || attempts.some(({ outcome }) => outcome === 'wrong');
process.exitCode = failed ? 1 : 0;

function highest(made, key) {
  return made.reduce((most, one) => Math.max(most, one[key]), 0);
}

function grouped(made) {
  const groups = new Map();
  for (const one of made) groups.set(one.kind, [...(groups.get(one.kind) ?? []), one]);
  return groups;
}
