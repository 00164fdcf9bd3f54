// Spoils good Arrow and Parquet files and reads each as a stage does that is given one: `node bench/fuzz/columns.mjs [--count 10000] [--seed 0]`.
// What must come of it is an error of one line, or values. Nothing vouches for these files: a checksum would find every damage before they are
// parsed. A crash, another error, a hang of more than 5 s or more than 1 GB of memory: the table says so, and the exit code is 1.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { attemptsOf, highest, linesOfChild, showAttempts } from './childLines.mjs';

const HANG_MILLISECONDS = 5000;
const MOST_MEGABYTES = 1024;

const { values } = parseArgs({
  options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '0' } },
});
const [count, seed] = [Number(values.count), Number(values.seed)];
const folder = mkdtempSync(join(tmpdir(), 'columns-fuzz-'));
const child = fileURLToPath(new URL('columnsChild.mjs', import.meta.url));
const silence = { firstMilliseconds: 6 * HANG_MILLISECONDS, hangMilliseconds: HANG_MILLISECONDS };

const attempts = await attemptsOf(count, (begin) =>
  linesOfChild([child, folder, String(seed), String(begin), String(count)], { ...silence, stderr: 'inherit' }),
);
rmSync(folder, { recursive: true });
showAttempts(attempts, seed);
const wrong = attempts.filter(({ outcome }) => outcome === 'wrong').length;
const largest = highest(attempts, 'megabytes');
console.log(`${attempts.length} files, ${wrong} wrong; at most ${largest.toFixed(0)} MB`);
process.exitCode = wrong === 0 && largest <= MOST_MEGABYTES ? 0 : 1;
