// `npm test`: every check that there is, one after the other, each shown as it runs. The last line counts the specs; a check
// that is no spec (the build, the lint) counts where it fails.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const results = mkdtempSync(join(tmpdir(), 'bcos-test-'));

/** @type {{ title: string, words: string[], counts?: string }[]} */
const checks = [
  { title: 'build', words: ['tsc', '-b'] },
  { title: 'type-check of specs', words: ['tsc', '-p', 'tsconfig.spec.json'] },
  { title: 'lint', words: ['eslint', '.'] },
  { title: 'format', words: ['prettier', '--check', '.'] },
  { title: 'arrows between packages', words: ['depcruise', '--config', 'dependency-cruiser.config.mjs', 'packages'] },
  { title: 'what nothing uses', words: ['knip', '--no-progress'] },
  { title: 'native engine', words: ['nx', 'run', 'engine:native'] },
  vitest('specs', 'specs.json'),
  vitest('end to end', 'e2e.json', '--config', 'e2e/vitest.config.ts'),
];

let passed = 0;
let failed = 0;
for (const { title, words, counts } of checks) {
  process.stdout.write(`\n== ${title}: ${words.join(' ')}\n`);
  const started = performance.now();
  const good = run(words);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`== ${title}: ${good ? 'passed' : 'FAILED'} after ${seconds} s\n`);
  const specs = counts === undefined ? null : readCounts(counts);
  passed += specs?.passed ?? 0;
  failed += good ? 0 : Math.max(specs?.failed ?? 0, 1);
}
rmSync(results, { recursive: true });
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * @param {string} title
 * @param {string} file where the counts go
 * @param {string[]} words
 */
function vitest(title, file, ...words) {
  const counts = join(results, file);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${counts}`];
  return { title, words: ['vitest', 'run', ...words, ...reporters], counts };
}

/**
 * Runs a program of `node_modules/.bin` and shows what it says.
 * @param {string[]} words
 */
function run([program = '', ...rest]) {
  const file = join(root, 'node_modules', '.bin', program);
  return spawnSync(process.execPath, [file, ...rest], { cwd: root, stdio: 'inherit' }).status === 0;
}

/** @param {string} file */
function readCounts(file) {
  if (!existsSync(file)) return null;
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: Number(numPassedTests), failed: Number(numFailedTests) };
}
