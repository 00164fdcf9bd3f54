// Spoils good ONNX files in ten thousand ways and reads each: `node bench/fuzz/onnx.mjs [--count 10000] [--seed 0]`.
// What must come of it is an error of one line, or a network whose logits can be computed. A crash, another error, a hang of more than
// 10 s or more than 3 GB of memory: the table says so, and the exit code is 1.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { clearTimeout, setTimeout } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HANG_MILLISECONDS = 10_000;
const MOST_MEGABYTES = 3072;

const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '0' } },
});
const [count, seed] = [Number(values.count), Number(values.seed)];

/** Runs attempts from `begin` on in a child, up to the end or to the first that ends the child; gives those that were made. */
async function stretch(begin) {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('onnxChild.mjs', import.meta.url)), String(seed), String(begin), String(count)],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const made = [];
  let ended = 'crash';
  const hang = () => {
    ended = 'hang';
    child.kill('SIGKILL');
  };
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
    attempts.push({ kind: `(${ended})`, outcome: 'wrong', message: ended, milliseconds: 0, megabytes: 0 });
  }
}

const rows = new Map();
for (const { kind, outcome, milliseconds, megabytes } of attempts) {
  const row = rows.get(kind) ?? { tried: 0, refused: 0, read: 0, wrong: 0, ms: 0, MB: 0 };
  row.tried += 1;
  row[outcome] += 1;
  row.ms = Math.max(row.ms, milliseconds);
  row.MB = Math.max(row.MB, megabytes);
  rows.set(kind, row);
}
const names = ['tried', 'refused', 'read', 'wrong', 'ms', 'MB'];
console.log('kind'.padEnd(34) + names.map((name) => name.padStart(9)).join(''));
for (const [kind, row] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
  console.log(kind.padEnd(34) + names.map((name) => row[name].toFixed(0).padStart(9)).join(''));
}
const wrong = attempts.filter(({ outcome }) => outcome === 'wrong');
const largest = Math.max(...attempts.map(({ megabytes }) => megabytes));
for (const { kind, number, message } of wrong.slice(0, 20)) console.log(`${kind}, number ${number}: ${message}`);
console.log(`${attempts.length} files, ${wrong.length} wrong; at most ${largest.toFixed(0)} MB`);
process.exitCode = wrong.length === 0 && largest <= MOST_MEGABYTES ? 0 : 1;
