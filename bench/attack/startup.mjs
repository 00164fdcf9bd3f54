// What an attack costs besides its steps, each in a process of its own and many in one, as tables of Markdown:
//
//     node bench/attack/startup.mjs [--networks resnet8,bcos-resnet20,resnet50] [--pipeline smoke]
//
// --networks: of random weights, attacked by 16 images and 1 step: what is left is the start, the weights, the graphs, the probe.
// --pipeline: all attacks of a pipeline whose data and networks lie in out/ (nx run-many -t train). Seconds are those of the processor,
// user and system together, one thread a process: other work on the machine changes them little.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { architectureNamed, buildNetwork, initialWeights } from '@bcos-bench/models';
import { networkAttacks, pipelineNodes, readPipeline } from '@bcos-bench/pipeline';
import { readDataset, writeCheckpoint } from '@bcos-bench/formats';

const root = fileURLToPath(new URL('../..', import.meta.url));
const command = join(root, 'packages/attack/bin/bcos-attack.js');
const { values } = parseArgs({
  options: {
    networks: { type: 'string', default: 'resnet8,bcos-resnet20,resnet50' },
    pipeline: { type: 'string', default: '' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'startup-'));
const environment = { ...process.env, TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' };
/** Linux counts a process's time in hundredths of a second. */
const TICKS_A_SECOND = 100;

/**
 * Processor seconds of an attack in a process of its own.
 * @param {readonly string[]} cell
 */
function secondsAlone(cell) {
  // `times` prints the shell's own time and then that of its children, each as user and system: 0m1.670s 0m0.240s.
  const script = '"$@" > /dev/null 2>&1 || exit 1; times';
  const { status, stdout } = spawnSync('sh', ['-c', script, 'sh', process.execPath, command, ...cell], {
    cwd: root,
    env: environment,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`bcos-attack ${cell.join(' ')} failed`);
  const [, children = ''] = stdout.trim().split('\n');
  return children.split(' ').reduce((sum, text) => {
    const [minutes, seconds] = text.replace('s', '').split('m').map(Number);
    return sum + 60 * minutes + seconds;
  }, 0);
}

/** @param {number} pid */
function secondsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

/**
 * Processor seconds of each attack where one process computes all, the start of the process in the first.
 * @param {readonly (readonly string[])[]} cells
 */
async function secondsTogether(cells) {
  const child = spawn(process.execPath, [command, 'jobs'], {
    cwd: root,
    env: environment,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const seconds = [];
  let before = 0;
  for (const cell of cells) {
    child.stdin.write(`${JSON.stringify(cell)}\n`);
    await exitOf(answers, cell);
    const now = secondsOf(Number(child.pid));
    seconds.push(now - before);
    before = now;
  }
  child.stdin.end();
  await once(child, 'close');
  return seconds;
}

/**
 * @param {AsyncIterator<string>} answers
 * @param {readonly string[]} cell
 */
async function exitOf(answers, cell) {
  for (;;) {
    const { done, value } = await answers.next();
    const exit = done ? 1 : JSON.parse(value).exit;
    if (exit === 0) return;
    if (exit !== undefined) throw new Error(`bcos-attack ${cell.join(' ')} failed`);
  }
}

/** @param {readonly number[]} numbers */
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
/** @param {number} number */
const shown = (number) => number.toFixed(2);
/** @param {readonly unknown[]} cells */
const row = (cells) => process.stdout.write(`| ${cells.join(' | ')} |\n`);

async function networkTable() {
  const data = join(folder, 'data');
  const shapes = ['--dataset=shapes', '--train=64', '--test=64', `--out=${data}`, '--quiet'];
  spawnSync(process.execPath, [join(root, 'packages/data/bin/bcos-data.js'), ...shapes], { stdio: 'inherit' });
  const { classes } = readDataset(data);
  row(['network', 'a process each', 'one process: the first', 'another radius', 'another norm', 'its second radius']);
  row(Array.from({ length: 6 }, () => '---'));
  for (const name of values.networks.split(',')) {
    const checkpoint = join(folder, name);
    writeRandom(checkpoint, name, classes);
    const about = [`--data=${data}`, `--checkpoint=${checkpoint}`, '--limit=16', '--steps=1', '--quiet'];
    const attacks = [
      ['linf', '8/255'],
      ['linf', '4/255'],
      ['l2', '0.5'],
      ['l2', '0.25'],
    ];
    const cells = attacks.map(([norm, eps]) => [
      ...about,
      `--norm=${norm}`,
      `--eps=${eps}`,
      `--out=${join(folder, 'out')}`,
    ]);
    const alone = cells.map(secondsAlone);
    row([name, shown(sum(alone) / alone.length), ...(await secondsTogether(cells)).map(shown)]);
  }
}

/**
 * @param {string} checkpoint
 * @param {string} name
 * @param {string[]} classes
 */
function writeRandom(checkpoint, name, classes) {
  const architecture = architectureNamed(name, {});
  const { parameters, encoding, loss } = buildNetwork(architecture, classes.length, null);
  mkdirSync(checkpoint);
  const provenance = { stage: 'bcos-train', dataset: null, parameters: {} };
  const model = { architecture, classes, encoding, normalisation: null, loss, provenance, cleanAccuracy: null };
  writeCheckpoint(checkpoint, { model, arrays: initialWeights(parameters, 1) });
}

/** @param {string} name */
async function pipelineTable(name) {
  const spec = readPipeline(join(root, 'pipelines', `${name}.yaml`));
  const cells = pipelineNodes(name, spec)
    .filter(({ stage }) => stage === 'attack')
    .map(({ flags, network }) => ({ network, flags: [...flags, '--quiet', '--out', join(folder, 'out')] }));
  const networks = new Set(cells.map(({ network }) => network));
  row(['network', 'attacks', 'a process each', 'one process', 'times']);
  row(Array.from({ length: 5 }, () => '---'));
  const totals = [0, 0];
  for (const network of networks) {
    const own = cells.filter((cell) => cell.network === network);
    const alone = sum(own.map(({ flags }) => secondsAlone(flags)));
    const together = sum(await secondsTogether(own.map(({ flags }) => flags)));
    totals[0] += alone;
    totals[1] += together;
    row([network, own.length, shown(alone), shown(together), shown(alone / together)]);
  }
  row(['all', networkAttacks(spec).length, ...totals.map(shown), shown(totals[0] / totals[1])]);
}

try {
  if (values.networks !== '') await networkTable();
  if (values.pipeline !== '') {
    process.stdout.write('\n');
    await pipelineTable(values.pipeline);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
