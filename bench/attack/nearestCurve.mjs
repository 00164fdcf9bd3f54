// Accuracy at every radius from one attack, FMN, beside that under PGD of 20 steps at a few radii, as a table of Markdown:
//
//     node bench/attack/nearestCurve.mjs --data DIR --checkpoint DIR [--checkpoint DIR ...] [--images 64] [--out DIR]
//
// The same images, the pixel threat. `holds` says whether FMN leaves at most the upper end of PGD's interval. Results that --out has
// already are not made again. Needs what `npx tsc -b` built. Exits with 1 where a row does not hold.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readAttackSamples } from '@bcos-bench/formats';
import { parseEpsilon, proportion } from '@bcos-bench/vocabulary';

const command = fileURLToPath(new URL('../../packages/attack/bin/bcos-attack.js', import.meta.url));
/** The radii of PGD, and the largest that counts for FMN: the whole range of images. */
const norms = /** @type {const} */ ([
  ['linf', ['2/255', '4/255', '8/255'], '1'],
  ['l2', ['0.25', '0.5', '1'], '55'],
]);
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    checkpoint: { type: 'string', multiple: true },
    images: { type: 'string', default: '64' },
    out: { type: 'string' },
  },
});
const { data, checkpoint: checkpoints } = values;
if (data === undefined || checkpoints === undefined) {
  process.stderr.write('nearestCurve: --data and --checkpoint are needed\n');
  process.exit(2);
}
const folder = values.out === undefined ? mkdtempSync(join(tmpdir(), 'nearest-')) : resolve(values.out);

/**
 * The attacks on a network: the words of each and where its result goes.
 * @param {string} checkpoint
 */
function attacksOn(checkpoint) {
  return norms.flatMap(([norm, radii, largest]) => {
    const of = (/** @type {string} */ name) => join(folder, `${basename(checkpoint)}-${name}`);
    return [
      { out: of(`fmn-${norm}`), words: ['--attack', 'fmn', '--norm', norm, '--eps', largest] },
      ...radii.map((eps) => ({
        out: of(`pgd-${norm}-${eps.replace('/', '_')}`),
        words: ['--norm', norm, '--eps', eps, '--steps', '20'],
      })),
    ].map(({ out, words }) => ({
      out,
      words: [
        '--data',
        data ?? '',
        '--checkpoint',
        checkpoint,
        '--threat',
        'pixel',
        '--limit',
        values.images,
        '--quiet',
        ...words,
      ],
    }));
  });
}

const jobs = checkpoints
  .flatMap(attacksOn)
  .filter(({ out }) => !existsSync(join(out, 'summary.json')))
  .map(({ out, words }) => `${JSON.stringify([...words, '--out', out])}\n`);
if (jobs.length > 0) {
  const { status } = spawnSync(process.execPath, [command, 'jobs'], {
    input: jobs.join(''),
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`bcos-attack jobs ended with ${status}`);
}

/**
 * Accuracy in words, such as 43.8% (32.3–55.9).
 * @param {{ value: number, low: number, high: number }} accuracy
 */
function words({ value, low, high }) {
  const percent = (/** @type {number} */ share) => (100 * share).toFixed(1);
  return `${percent(value)}% (${percent(low)}–${percent(high)})`;
}

process.stdout.write(
  '| network | norm | radius | PGD, 20 steps | FMN, 100 steps | holds |\n|---|---|---|---|---|---|\n',
);
let allHold = true;
for (const checkpoint of checkpoints) {
  for (const [norm, radii] of norms) {
    const name = basename(checkpoint);
    const nearest = await readAttackSamples(join(folder, `${name}-fmn-${norm}`));
    for (const eps of radii) {
      const rows = await readAttackSamples(join(folder, `${name}-pgd-${norm}-${eps.replace('/', '_')}`));
      const robust = rows.filter((row) => row.adv_pred === row.label).length;
      const beyond = nearest.filter((row) => !row.success || row[norm] > parseEpsilon(eps)).length;
      const [pgd, fmn] = [proportion(robust, rows.length), proportion(beyond, nearest.length)];
      const holds = fmn.value <= pgd.high;
      allHold &&= holds;
      process.stdout.write(
        `| ${name} | ${norm} | ${eps} | ${words(pgd)} | ${words(fmn)} | ${holds ? 'yes' : 'no'} |\n`,
      );
    }
  }
}
process.exitCode = allHold ? 0 : 1;
