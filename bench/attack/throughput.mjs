// Picture-steps a second of l2 PGD, ours beside the public packages, as tables of Markdown:
//
//     node bench/attack/throughput.mjs --python .venv/bin/python [--networks bcos-resnet56,resnet50] [--peers eager,compile]
//                                      [--repeats 5] [--batches 16,64] [--quick] [--json FILE]
//
// The Python is one with bench/peers/requirements.txt. A picture-step is one iterate of one picture: forward, gradient, step,
// projection, and the best iterate so far. `alone` is one process with all cores, `grid` one process of one thread a core, all
// at once. Every contender first runs at every batch size, and then takes its turn at its best, `--repeats` times round: the
// table has the medians. Weights are random, which costs what others cost. Run it on a machine that has nothing else to do.
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure } from './contender.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values } = parseArgs({
  options: {
    python: { type: 'string' },
    networks: { type: 'string', default: 'bcos-resnet20,bcos-resnet56,bcos-resnet50,resnet50' },
    peers: { type: 'string', default: 'eager,compile,robustness,torchattacks,foolbox' },
    settings: { type: 'string', default: 'alone,grid' },
    batches: { type: 'string', default: '16,32,64,128' },
    repeats: { type: 'string', default: '5' },
    steps: { type: 'string', default: '4' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const peers = values.peers.split(',').filter((name) => name !== '');
if (values.python === undefined && peers.length > 0) {
  process.stderr.write('throughput: --python is needed, or --peers= for ours alone\n');
  process.exit(2);
}
const cores = availableParallelism();
const repeats = values.quick ? 1 : Number(values.repeats);
const batches = values.quick ? [32] : values.batches.split(',').map(Number);
const steps = Number(values.steps);

/** How many processes of how many threads each setting has. */
const SETTINGS = { alone: { processes: 1, threads: cores }, grid: { processes: cores, threads: 1 } };

const contenders = [
  { name: 'ours', command: [process.execPath, here('ours.mjs')] },
  ...peers.map((name) => ({ name, command: [values.python, here('peers.py'), name] })),
];

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** The batch size at which a contender is fastest; null where it runs at none. */
async function bestBatch(contender, network, setting) {
  let best = null;
  for (const batch of batches) {
    const seen = await measure(contender.command, { network, batch, steps, ...SETTINGS[setting] });
    if (seen !== null && (best === null || seen.rate > best.rate)) best = { batch, rate: seen.rate };
    process.stderr.write(`${network} ${setting} ${contender.name} at ${batch}: ${seen?.rate.toFixed(1) ?? 'failed'}\n`);
  }
  return best?.batch ?? null;
}

/** All contenders on one network in one setting, in turn. */
async function compare(network, setting) {
  const entries = [];
  for (const contender of contenders) {
    const batch = await bestBatch(contender, network, setting);
    if (batch !== null) entries.push({ contender, batch, runs: [] });
  }
  for (let round = 0; round < repeats; round += 1) {
    for (const { contender, batch, runs } of entries) {
      const seen = await measure(contender.command, { network, batch, steps, ...SETTINGS[setting] });
      if (seen !== null) runs.push(seen);
    }
  }
  return entries.map(({ contender, batch, runs }) => ({
    network,
    setting,
    name: contender.name,
    batch,
    rates: runs.map(({ rate }) => rate),
    rate: median(runs.map(({ rate }) => rate)),
    megabytes: median(runs.map(({ megabytes }) => megabytes)),
    seconds: median(runs.map(({ seconds }) => seconds)),
  }));
}

function printTable(rows) {
  const ours = rows.find(({ name }) => name === 'ours');
  process.stdout.write(`\n${rows[0].network}, ${rows[0].setting} (${cores} cores)\n\n`);
  process.stdout.write(
    '| | batch | picture-steps a second | ours is | peak MB a process | seconds to the first step |\n',
  );
  process.stdout.write('|---|---|---|---|---|---|\n');
  for (const { name, batch, rate, megabytes, seconds } of rows) {
    const ratio = ours === undefined ? '' : `${(ours.rate / rate).toFixed(2)} times`;
    const cells = [name, batch, rate.toFixed(1), ratio, megabytes.toFixed(0), seconds.toFixed(1)];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}

const results = [];
for (const network of values.networks.split(',')) {
  for (const setting of values.settings.split(',')) {
    const rows = await compare(network, setting);
    if (rows.length > 0) printTable(rows);
    results.push(...rows);
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
