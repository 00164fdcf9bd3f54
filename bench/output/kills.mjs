// Kills a stage a hundred times while its result takes the place of an older one: after each of the calls that change the file
// system, where folders are exchanged and where two renames are needed. After each kill it says what is at --out, and what is there when the
// next run has begun (and has failed, as its input is missing): whole and old, whole and new, or nothing.
//
//     node bench/output/kills.mjs [--project DIR] [--kills 100] [--complete manifest.sha256]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    project: { type: 'string', default: fileURLToPath(new URL('../..', import.meta.url)) },
    kills: { type: 'string', default: '100' },
    complete: { type: 'string', default: 'manifest.sha256' },
  },
});
const project = resolve(values.project);
const COMMAND = join(project, 'packages/data/bin/bcos-data.js');
const PRELOAD = fileURLToPath(new URL('killedAtStep.mjs', import.meta.url));
const SMALL = ['--dataset', 'shapes', '--train', '20', '--test', '10', '--quiet'];
const hasKoffi = existsSync(join(project, 'node_modules/koffi'));
const folder = mkdtempSync(join(tmpdir(), 'bcos-kills-'));
const [old, fresh] = ['old', 'new'].map((name) => join(folder, name));

/**
 * @param {string[]} words
 * @param {Record<string, string>} environment
 */
function run(words, environment = {}) {
  const preload = environment.KILL_AFTER === undefined ? [] : ['--import', pathToFileURL(PRELOAD).href];
  const { status, signal, stderr } = spawnSync(process.execPath, [...preload, COMMAND, ...words], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  return { end: signal ?? (status === 137 ? 'SIGKILL' : status), said: stderr.trim() };
}

/** The SHA-256 of all files of a result; null where there is none. */
function content(path) {
  if (!existsSync(path)) return null;
  const hash = createHash('sha256');
  for (const name of readdirSync(path).sort()) {
    if (name !== 'timing.json') hash.update(name).update(readFileSync(join(path, name)));
  }
  return hash.digest('hex');
}

for (const [seed, path] of [old, fresh].entries()) run([...SMALL, `--seed=${seed}`, `--out=${path}`]);
const names = new Map([
  [content(old), 'old'],
  [content(fresh), 'new'],
  [null, 'nothing'],
]);
const stateOf = (path) => names.get(content(path)) ?? 'half';
const counts = new Map();
const count = (row) => counts.set(row, (counts.get(row) ?? 0) + 1);
let [kills, lost] = [0, 0];
for (let step = 0; kills < Number(values.kills);) {
  let killed = 0;
  for (const twoRenames of hasKoffi ? [false, true] : [true]) {
    const work = mkdtempSync(join(folder, 'kill-'));
    const out = join(work, 'out');
    cpSync(old, out, { recursive: true });
    /** @type {Record<string, string>} */
    const environment = { KILL_AFTER: String(step), COMPLETE_WITH: values.complete };
    if (twoRenames) environment.TWO_RENAMES = '1';
    if (hasKoffi) environment.KOFFI_OF = join(project, 'packages/cli/package.json');
    const { end } = run([...SMALL, '--seed=1', `--out=${out}`], environment);
    if (end !== 'SIGKILL') {
      rmSync(work, { recursive: true });
      continue;
    }
    killed += 1;
    kills += 1;
    const atOnce = stateOf(out);
    run(['--dataset', 'folder', '--source', join(work, 'missing'), `--out=${out}`]);
    const afterStart = stateOf(out);
    const { end: last } = run([...SMALL, '--seed=1', `--out=${out}`]);
    const left = readdirSync(work).filter((name) => name !== 'out');
    const whole = last === 0 && stateOf(out) === 'new' && left.length === 0;
    if (afterStart !== 'old' && afterStart !== 'new') lost += 1;
    process.stderr.write(`\r${kills} kills`);
    count(
      `${twoRenames ? 'two renames' : 'exchange'} | ${step} | ${atOnce} | ${afterStart} | ${whole ? 'new, nothing left over' : `${stateOf(out)}, exit ${last}, left ${left.join(' ')}`}`,
    );
    rmSync(work, { recursive: true });
  }
  if (step === 0 && killed === 0) throw new Error('no run was killed: the result is never complete');
  // Where all steps were gone through, it begins again.
  step = killed === 0 ? 0 : step + 1;
}
console.log(
  '| | killed before call | at --out then | when the next run has begun | after the next whole run | kills |\n|---|---:|---|---|---|---:|',
);
for (const [row, times] of [...counts].sort()) console.log(`| ${row} | ${times} |`);
console.log(`\n${kills} kills; at ${lost} neither the old nor the new result was at --out when the next run had begun`);
rmSync(folder, { recursive: true });
process.exitCode = lost === 0 ? 0 : 1;
