// How time and memory of an attack grow with images and with steps, and what --stop-early saves, as tables of Markdown:
//
//     node bench/attack/scaling.mjs --data DIR --checkpoint DIR [--images 64,256,1024,4096] [--steps 5,10,20,40]
//                                   [--compared 2048] [--repeats 3]
//
// --compared: the number of images that are attacked with and without --stop-early. The checkpoint should be of a network that is trained
// without attacks, for --stop-early to have something to save. Every run is the command as a user starts it; its start is
// measured too, by a run of one image and one step, and taken off the rates. Run it on a machine that has nothing else to do.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const command = fileURLToPath(new URL('../../packages/attack/bin/bcos-attack.js', import.meta.url));
const peakMemory = new URL('peakMemory.mjs', import.meta.url).href;
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    checkpoint: { type: 'string' },
    images: { type: 'string', default: '64,256,1024,4096' },
    steps: { type: 'string', default: '5,10,20,40' },
    compared: { type: 'string', default: '2048' },
    repeats: { type: 'string', default: '3' },
  },
});
if (values.data === undefined || values.checkpoint === undefined) {
  process.stderr.write('scaling: --data and --checkpoint are needed\n');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'scaling-'));

/**
 * Median seconds of an attack, its peak memory in MB, and its robust accuracy in percent.
 * @param {number} images
 * @param {number} steps
 * @param {string[]} flags
 */
function attack(images, steps, ...flags) {
  const out = join(folder, 'out');
  const words = [
    `--data=${values.data}`,
    `--checkpoint=${values.checkpoint}`,
    `--out=${out}`,
    '--norm=linf',
    '--eps=8/255',
  ];
  const seconds = Array.from({ length: Number(values.repeats) }, () => {
    const started = performance.now();
    const own = [`--limit=${images}`, `--steps=${steps}`, '--quiet', ...flags];
    const { status } = spawnSync(process.execPath, ['--import', peakMemory, command, ...words, ...own], {
      stdio: 'inherit',
      env: { ...process.env, PEAK_MEMORY_FILE: join(folder, 'peak') },
    });
    if (status !== 0) throw new Error(`bcos-attack ended with ${status}`);
    return (performance.now() - started) / 1000;
  }).sort((a, b) => a - b);
  const { robustAccuracy } = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
  return {
    seconds: seconds[Math.floor(seconds.length / 2)] ?? NaN,
    megabytes: Number(readFileSync(join(folder, 'peak'), 'utf8')),
    robust: 100 * robustAccuracy.value,
  };
}

/**
 * @param {string} title
 * @param {string[]} heads
 * @param {(string | number)[][]} rows
 */
function table(title, heads, rows) {
  const lines = [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  process.stdout.write(`\n${title}\n\n${lines.join('\n')}\n`);
}

/** @param {string} list */
const numbers = (list) => list.split(',').map(Number);
const start = attack(1, 1).seconds;
const [images, steps] = [numbers(values.images), numbers(values.steps)];
const fewest = Math.min(...images);

/** @param {number} count @param {number} each */
function row(count, each) {
  const { seconds, megabytes } = attack(count, each);
  const stepCost = (1000 * (seconds - start)) / (count * each);
  return [count, each, seconds.toFixed(2), stepCost.toFixed(3), megabytes.toFixed(0)];
}
const heads = ['images', 'steps', 'seconds', 'milliseconds an image-step, start taken off', 'peak MB'];
process.stdout.write(`Start: ${start.toFixed(2)} s (one image, one step)\n`);
table(
  'Cost against images',
  heads,
  images.map((count) => row(count, 10)),
);
table(
  'Cost against steps',
  heads,
  steps.map((each) => row(fewest, each)),
);
const compared = Number(values.compared);
const [whole, early] = [attack(compared, 100), attack(compared, 100, '--stop-early')];
table(
  '--stop-early, 100 steps',
  ['protocol', 'images', 'seconds', 'robust accuracy in %', 'times as fast'],
  [
    ['whole', compared, whole.seconds.toFixed(2), whole.robust.toFixed(1), 1],
    [
      '--stop-early',
      compared,
      early.seconds.toFixed(2),
      early.robust.toFixed(1),
      (whole.seconds / early.seconds).toFixed(1),
    ],
  ],
);
rmSync(folder, { recursive: true });
