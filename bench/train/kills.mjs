// Kills a training ten times at random moments (SIGKILL), lets it go on each time, and compares the bytes of the end with those
// of a training that nobody killed.
//
//     node bench/train/kills.mjs --data DIR [--kills 10] [--seed 1] [-- FLAGS OF bcos-train]
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const COMMAND = new URL('../../packages/train/bin/bcos-train.js', import.meta.url).pathname;
/** How long after its first state a process may live. */
const SAVING_MILLISECONDS = 1500;
const USUAL = [
  '--arch',
  'bcos-resnet8',
  '--recipe',
  'fast-linf-8',
  '--lr',
  '0.01',
  '--epochs',
  '3',
  '--ema-decay',
  '0.9',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    kills: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});
if (values.data === undefined) throw new Error('--data DIR is missing');
const flags = positionals.length > 0 ? positionals : USUAL;
const folder = mkdtempSync(join(tmpdir(), 'bcos-kills-'));

/** Starts the training; the state is saved after every step. */
function start(out) {
  const words = ['--data', values.data, ...flags, '--out', out, '--quiet', '--state-minutes', '0'];
  const child = spawn(process.execPath, [COMMAND, ...words], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TF_NUM_INTRAOP_THREADS: process.env.TF_NUM_INTRAOP_THREADS ?? '1' },
  });
  const ended = new Promise((resolve) => child.on('exit', (code, signal) => resolve({ code, signal })));
  return { child, ended };
}

async function finish(out) {
  const { code } = await start(out).ended;
  if (code !== 0) throw new Error(`bcos-train exited ${code}`);
}

/** SHA-256 of every file but the one with times in it. */
function hashes(out) {
  const files = readdirSync(out).filter((file) => file !== 'timing.json');
  return files.sort().map(
    (file) =>
      `${createHash('sha256')
        .update(readFileSync(join(out, file)))
        .digest('hex')}  ${file}`,
  );
}

/** Uniform numbers in [0,1), the same for the same seed (Park and Miller 1988). */
function uniform(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** `state.json` of a training that is not done, or nothing. */
function stateOf(out) {
  const state = join(folder, `.${out}.resume`, 'state.json');
  return existsSync(state) ? readFileSync(state, 'utf8') : '';
}

function placeOf(out) {
  const state = stateOf(out);
  if (state === '') return 'nothing saved';
  const { progress } = JSON.parse(state);
  return `saved before epoch ${progress.epoch + 1}, step ${progress.step + 1}`;
}

const began = performance.now();
await finish(join(folder, 'whole'));
const milliseconds = performance.now() - began;
const random = uniform(Number(values.seed));
for (let kill = 1; kill <= Number(values.kills); kill += 1) {
  const before = stateOf('killed');
  const { child, ended } = start(join(folder, 'killed'));
  const done = ended.then(() => true);
  // Every other kill comes while the training saves state after state, the rest anywhere from its start.
  const saving = kill % 2 === 0;
  while (saving && stateOf('killed') === before) if (await Promise.race([done, pause(2).then(() => false)])) break;
  const moment = random() * (saving ? SAVING_MILLISECONDS : milliseconds);
  const wasDone = await Promise.race([done, pause(moment).then(() => false)]);
  child.kill('SIGKILL');
  await ended;
  const since = saving ? 'its first state' : 'its start';
  const place = wasDone ? 'it was done' : placeOf('killed');
  console.log(`kill ${kill}: ${(moment / 1000).toFixed(2)} s after ${since}, ${place}`);
}
await finish(join(folder, 'killed'));
const [whole, killed] = [hashes(join(folder, 'whole')), hashes(join(folder, 'killed'))];
console.log(killed.join('\n'));
const same = whole.join() === killed.join();
console.log(same ? 'the same bytes as of a training that nobody killed' : `other bytes:\n${whole.join('\n')}`);
rmSync(folder, { recursive: true });
process.exitCode = same ? 0 : 1;
