// Feeds each command odd inputs: `node bench/fuzz/odd-inputs.mjs [--count 200] [--seed 0] [--command NAME] [--verbose]`.
// What must come of each is exit code 0, 1 or 2, and one line on stderr where it is not 0. A stack trace, more lines, a crash or a hang of
// more than 20 s: the table says so, and the exit code is 1. Needs a built workspace and the native engine.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { linesOfChild } from './childLines.mjs';

const HANG_MILLISECONDS = 20_000;
const START_MILLISECONDS = 300_000;
/** After this number of crashes and hangs of one command, it is left. */
const MOST_ENDS = 20;
const OUTCOMES = ['exit 0', 'exit 1', 'exit 2', 'stack trace', 'wrong', 'crash', 'hang'];
const BAD = OUTCOMES.slice(3);
const COMMANDS = [
  'bcos-data shapes',
  'bcos-data folder',
  'bcos-data identity',
  'bcos-train',
  'bcos-import',
  'bcos-import identity',
  'bcos-import defend',
  'bcos-export',
  'bcos-predict',
  'bcos-predict check',
  'bcos-attack',
  'bcos-attack audit',
  'bcos-explain',
  'bcos-measure',
  'bcos-measure detect',
  'bcos-report',
  'bcos-report diff',
  'pipeline file',
];

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '0' },
    begin: { type: 'string', default: '0' },
    command: { type: 'string', multiple: true },
    verbose: { type: 'boolean', default: false },
  },
});
const [count, seed, first] = [values.count, values.seed, values.begin].map(Number);
const root = mkdtempSync(join(tmpdir(), 'odd-inputs-'));
const [sound, scratch] = [join(root, 'sound'), join(root, 'scratch')];
const child = fileURLToPath(new URL('odd/child.mjs', import.meta.url));
const environment = {
  ...process.env,
  HOME: root,
  XDG_CACHE_HOME: process.env.XDG_CACHE_HOME ?? join(process.env.HOME ?? '', '.cache'),
};

/** Tries from `begin` on in a child, up to the end or to what ends the child; gives what was tried. */
async function stretch(command, begin) {
  const words = [
    '--no-warnings',
    child,
    'try',
    command,
    sound,
    scratch,
    String(seed),
    String(begin),
    String(first + count),
  ];
  const { said, ended, errors } = await linesOfChild(words, {
    firstMilliseconds: START_MILLISECONDS,
    hangMilliseconds: HANG_MILLISECONDS,
    stderr: 'pipe',
    env: environment,
  });
  return { tried: said.filter(({ ready }) => !ready), ended, errors };
}

async function tryAll(command) {
  const all = [];
  let ends = 0;
  while (all.length < count && ends < MOST_ENDS) {
    const { tried, ended, errors } = await stretch(command, first + all.length);
    all.push(...tried);
    if (all.length < count) {
      ends += 1;
      all.push({
        number: first + all.length,
        kind: '?',
        argv: [],
        outcome: ended,
        message: errors.slice(-2000),
        milliseconds: 0,
      });
    }
  }
  return all;
}

const prepared = spawnSync(process.execPath, ['--no-warnings', child, 'sound', sound], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: environment,
});
if (prepared.status !== 0) process.exit(1);

const row = (name, cells) => console.log([name.padEnd(24), ...cells.map((cell) => String(cell).padStart(12))].join(''));
row('command', ['tried', ...OUTCOMES, 'slowest s']);
const bad = [];
for (const command of values.command ?? COMMANDS) {
  const all = await tryAll(command);
  const slowest = Math.max(...all.map(({ milliseconds }) => milliseconds)) / 1000;
  row(command, [
    all.length,
    ...OUTCOMES.map((name) => all.filter(({ outcome }) => outcome === name).length),
    slowest.toFixed(1),
  ]);
  bad.push(...all.filter(({ outcome }) => BAD.includes(outcome)).map((one) => ({ command, ...one })));
  if (values.verbose)
    for (const { number, kind, outcome, message } of all)
      console.log(`  ${number} ${kind}: ${outcome}: ${message.slice(0, 300)}`);
}
rmSync(root, { recursive: true, force: true });
for (const { command, number, kind, argv, outcome, message } of bad) {
  console.log(
    `${outcome}: --command '${command}' --seed ${seed} --begin ${number} --count 1, ${kind}, ${JSON.stringify(argv).slice(0, 400)}: ${message}`,
  );
}
process.exitCode = bad.length === 0 ? 0 : 1;
