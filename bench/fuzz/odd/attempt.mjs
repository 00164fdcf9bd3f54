// One odd input of one command: made by its number, run, judged.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { choicesOf } from './choices.mjs';
import { COMMANDS, flagWords } from './commands.mjs';
import { damageFile, damageFolder, filesIn, oddYaml } from './damage.mjs';
import { FLAG_VALUES } from './values.mjs';

/** Progress on a terminal that is none, such as `3/4 images`. */
const PROGRESS = /^\d+\/\d+ /;
const LONGEST_LINE = 4000;

/** Runs attempt `number` of `command`; `sound` holds the sound inputs, `scratch` is an empty folder of its own. */
export async function attempt(command, { seed, number, sound, scratch }) {
  const choices = choicesOf(seed, command, number);
  const { kind, argv } = oddInput(COMMANDS[command], choices, sound, scratch);
  const started = performance.now();
  const heard = await listen(() => COMMANDS[command].run(argv));
  const milliseconds = performance.now() - started;
  return { kind, argv, milliseconds, ...judged(heard) };
}

function oddInput(command, choices, sound, scratch) {
  mkdirSync(join(scratch, 'here'), { recursive: true });
  process.chdir(join(scratch, 'here'));
  const words = { ...command.words };
  for (const [flag, input] of Object.entries(command.inputs)) {
    words[flag] = join(scratch, basename(input) === basename(sound) ? flag : input);
    cpSync(join(sound, input), words[flag], { recursive: true });
  }
  if (command.out !== null) words.out = join(scratch, 'here', command.out);
  const kinds = ['value', 'value'];
  if (!command.hasNoFlags) kinds.push('words');
  if (Object.keys(command.inputs).length > 0) kinds.push('input', 'input', 'input');
  if (command.out !== null) kinds.push('out');
  const chosen = choices.one(kinds);
  const toArgv = command.argv ?? ((given) => [...flagWords(given), ...(command.out === null ? [] : ['--quiet'])]);
  if (chosen === 'words') return { kind: 'words', argv: oddWords(toArgv(words), choices) };
  if (chosen === 'out') words.out = oddOut(words.out, scratch, choices);
  if (chosen === 'value') words[choices.one(Object.keys(words))] = choices.one(FLAG_VALUES);
  const kind = chosen === 'input' ? oddFile(words[choices.one(Object.keys(command.inputs))], choices) : chosen;
  return { kind, argv: toArgv(words) };
}

function oddWords(argv, { one, below }) {
  const at = below(argv.length);
  const [name = ''] = argv[at].split('=');
  const ways = [
    () => argv.toSpliced(at, 1),
    () => [...argv, argv[at]],
    () => argv.with(at, name),
    () => argv.toSpliced(at, 1, name, one(FLAG_VALUES)),
    () => [...argv, one(FLAG_VALUES)],
    () => [...argv, `--${one(FLAG_VALUES)}`],
    () => [...argv, `${name}.x=1`],
    () => argv.with(at, name.replace(/^--/, '--no-')),
    () => argv.with(at, argv[at].replace(/^--/, '-')),
    () => [one(['identity', 'rate', 'jobs', 'diff', 'plan', '--version', '--help', '-h']), ...argv],
    () => [],
  ];
  return one(ways)();
}

function oddOut(out, scratch, { one }) {
  const file = join(scratch, 'a-file');
  const full = join(scratch, 'full');
  writeFileSync(file, 'x');
  mkdirSync(full);
  writeFileSync(join(full, 'mine.txt'), 'x');
  symlinkSync(full, join(scratch, 'link'));
  symlinkSync('nowhere', join(scratch, 'dangling'));
  symlinkSync('loop', join(scratch, 'loop'));
  execFileSync('mkfifo', [join(scratch, 'fifo')]);
  const places = [
    'a-file',
    'a-file/x',
    'full',
    'link',
    'link/x',
    'dangling',
    'dangling/x',
    'loop',
    'loop/x',
    'fifo',
    'data',
    'network',
  ];
  const names = [
    '',
    '.',
    '..',
    ' ',
    'a\nb',
    '-',
    '☃',
    'x'.repeat(250),
    'x'.repeat(300),
    `${'x/'.repeat(3000)}y`,
    'a/b/c',
    '\ud800',
    '.hidden',
  ];
  const outside = ['/proc/odd', '/sys/odd', '/dev/null/odd', '/proc/self/odd'];
  return one([
    ...places.map((place) => join(scratch, place)),
    ...names,
    ...names.map((name) => join(out, '..', name)),
    ...outside,
  ]);
}

function oddFile(input, choices) {
  if (!statSync(input).isDirectory()) {
    if (!input.endsWith('.yaml') || choices.chance(25)) return damageFile(input, choices);
    writeFileSync(input, oddYaml(readFileSync(input, 'utf8'), choices));
    return `YAML: ${basename(input)}`;
  }
  const yaml = filesIn(input).filter((file) => file.endsWith('.yaml'));
  if (yaml.length > 0 && choices.chance(80)) return oddFile(choices.one(yaml), choices);
  const nodes = readdirSync(input, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const inside = nodes.length > 0 && existsSync(join(input, nodes[0].name, 'manifest.json'));
  return damageFolder(inside ? join(input, choices.one(nodes).name) : input, choices);
}

/** Runs `action` and keeps what it says on stderr and its exit code; what it prints is dropped. */
async function listen(action) {
  const said = [];
  const [out, error] = [process.stdout.write, process.stderr.write];
  process.stdout.write = () => true;
  process.stderr.write = (text) => (said.push(String(text)), true);
  process.exitCode = 0;
  try {
    await action();
    return { said: said.join(''), code: process.exitCode ?? 0, thrown: null };
  } catch (thrown) {
    return { said: said.join(''), code: null, thrown };
  } finally {
    [process.stdout.write, process.stderr.write] = [out, error];
    process.exitCode = 0;
  }
}

/** Whether each line names a place of a pipeline's file: all of its errors come at once. */
function areOfPipeline(lines) {
  return lines.length > 1 && lines.every((line) => /\.yaml:\d+: /.test(line));
}

function judged({ said, code, thrown }) {
  if (thrown !== null) return { outcome: 'stack trace', message: String(thrown?.stack ?? thrown) };
  const lines = said.split('\n').filter((line) => line !== '' && !PROGRESS.test(line));
  const wrong = [
    [![0, 1, 2].includes(code), `exit code ${code}`],
    [code === 0 && lines.length > 0, 'a line on stderr, exit code 0'],
    [code !== 0 && lines.length !== 1 && !areOfPipeline(lines), `${lines.length} lines on stderr, exit code ${code}`],
    [lines.some((line) => line.length > LONGEST_LINE), 'a line of more than 4000 characters'],
    // eslint-disable-next-line no-control-regex -- these are what no line may hold
    [lines.some((line) => /[\u0000-\u001f\u007f]/.test(line)), 'control characters on stderr'],
  ].find(([isSo]) => isSo);
  return wrong === undefined
    ? { outcome: `exit ${code}`, message: lines.join('') }
    : { outcome: 'wrong', message: `${wrong[1]}: ${said.slice(0, 2000)}` };
}

/** Removes the folder of an attempt, whatever was done to its permissions. */
export function clear(scratch) {
  process.chdir('/');
  if (!existsSync(scratch)) return;
  chmodSync(scratch, 0o700);
  rmSync(scratch, { recursive: true, force: true });
}
