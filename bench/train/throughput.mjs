// Images a second of a training step, ours and PyTorch's, alternately in one run: forward, backward and Adam on a batch that
// stays the same, as `train_throughput.py` measures it.
//
//     node bench/train/throughput.mjs [--archs bcos-resnet20,bcos-resnet56,resnet20] [--batches 64,128] [--rounds 3] [--steps 20]
//                                     [--python PYTHON] [--impls ours,eager,compile]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    archs: { type: 'string', default: 'bcos-resnet20,bcos-resnet56,resnet20' },
    batches: { type: 'string', default: '64,128' },
    rounds: { type: 'string', default: '3' },
    steps: { type: 'string', default: '20' },
    python: { type: 'string', default: 'python3' },
    impls: { type: 'string', default: 'ours,eager,compile' },
  },
});
const here = (file) => fileURLToPath(new URL(file, import.meta.url));

/** One run of one implementation: the images a second of its rounds. */
function measured(impl, arch, batch) {
  const flags = ['--arch', arch, '--batch', batch, '--steps', values.steps];
  const words =
    impl === 'ours'
      ? [process.execPath, here('step_rate.mjs'), ...flags]
      : [values.python, here('train_throughput.py'), ...flags, '--impl', impl];
  const { status, stdout } = spawnSync(words[0], words.slice(1), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${impl} exited ${status}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).imagesPerSecond);
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const impls = values.impls.split(',');
const peers = impls.filter((impl) => impl !== 'ours');
const columns = ['network', 'batch', ...impls, ...peers.map((peer) => `ours of ${peer}`)];
console.log(`| ${columns.join(' | ')} |`);
console.log(`|${columns.map(() => '---|').join('')}`);
for (const arch of values.archs.split(',')) {
  for (const batch of values.batches.split(',')) {
    /** @type {Record<string, number[]>} */
    const rates = Object.fromEntries(impls.map((impl) => [impl, []]));
    for (let round = 0; round < Number(values.rounds); round += 1) {
      for (const impl of impls) rates[impl].push(...measured(impl, arch, batch));
    }
    const medians = Object.fromEntries(impls.map((impl) => [impl, median(rates[impl])]));
    const found = impls.map((impl) => medians[impl].toFixed(0));
    const ratios = peers.map((peer) => (medians.ours / medians[peer]).toFixed(2));
    console.log(`| ${[arch, batch, ...found, ...ratios].join(' | ')} |`);
  }
}
