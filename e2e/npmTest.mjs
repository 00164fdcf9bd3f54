// `npm test`: every check that there is. Nx runs those whose inputs have changed since they passed, and takes the others, with their
// counts, from its cache. The last line counts the specs; a check that is no spec (the build, the lint) counts where it fails.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../packages/nx-plugin/freshBuild.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outcomes = join(root, '.nx', 'specs');
const lastRun = join(root, '.nx', 'cache', 'run.json');
// What vitest has made of a source for one package, it need not make for the next: a minute of two cores. For this run alone, as it
// does not see that an import would now find another file.
const transformed = join(root, '.nx', 'transformed');
// Three tasks at a time, each with a part of the cores for its specs: where one waits for a browser or a signal, another has the core.
const env = { NX_PARALLEL: '3', ...process.env, TRANSFORMED_SOURCES: transformed };

/** @type {string[]} the checks that failed, by name */
const failures = [];
for (const folder of [outcomes, transformed]) rmSync(folder, { recursive: true, force: true });
// Nx itself runs on what is compiled, so this comes before it.
if (await timed('build', compile)) {
  // The specs of all kinds in one run, so that no core waits for the longest package before the end-to-end ones begin. The lint in another
  // beside it: it is one process for all projects, and Nx would let everything else wait for it.
  await timed('checks', async () => {
    const runs = ['lint', 'test,types,arrows,unused,e2e'].map((targets) =>
      nx('run-many', '-t', targets, '--outputStyle=static-failures-only'),
    );
    return (await Promise.all(runs)).every((good) => good);
  });
}
showSkipped();
showFailed();
const { passed, failed } = counts();
if (failures.length > 0) process.stdout.write(`\nFailed: ${failures.join(', ')}\n`);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * @param {string} title
 * @param {() => Promise<boolean>} check
 */
async function timed(title, check) {
  process.stdout.write(`\n== ${title}\n`);
  const started = performance.now();
  const good = await check();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stdout.write(`== ${title}: ${good ? 'passed' : 'FAILED'} after ${seconds} s\n`);
  return good;
}

async function compile() {
  try {
    await ensureBuilt(root);
    return true;
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    failures.push('build');
    return false;
  }
}

/**
 * @param {string[]} words
 * @returns {Promise<boolean>} whether all that Nx was asked for has passed, now or before
 */
async function nx(...words) {
  rmSync(lastRun, { force: true });
  const program = join(root, 'node_modules', '.bin', 'nx');
  const child = spawn(process.execPath, [program, ...words], { cwd: root, env, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  const failed = tasks().filter(({ status }) => status !== 0);
  failures.push(...failed.map(({ taskId }) => taskId));
  if (code !== 0 && failed.length === 0) failures.push(`nx ${words.join(' ')}`);
  return code === 0;
}

/** @returns {{ taskId: string, status: number }[]} what Nx notes of its last run; nothing where it came to none */
function tasks() {
  return existsSync(lastRun) ? JSON.parse(readFileSync(lastRun, 'utf8')).tasks : [];
}

/**
 * How the specs of a task ended, as vitest writes it.
 * @typedef {{ status: string, ancestorTitles: string[], title: string, failureMessages: string[] }} Spec
 * @typedef {{ name: string, status: string, message: string, assertionResults: Spec[] }} SpecFile
 * @typedef {{ numPassedTests: number, numFailedTests: number, testResults: SpecFile[] }} Outcome
 * @returns {Map<string, Outcome>} by project, and end to end by target
 */
function readOutcomes() {
  const files = existsSync(outcomes) ? readdirSync(outcomes).sort() : [];
  return new Map(
    files.map((name) => [basename(name, '.json'), JSON.parse(readFileSync(join(outcomes, name), 'utf8'))]),
  );
}

/** Says which specs the machine had no program for: also of those that come from the cache. */
function showSkipped() {
  for (const [project, { testResults }] of readOutcomes()) {
    const skipped = testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'skipped' || status === 'pending'),
    );
    const titles = new Set(skipped.map(({ ancestorTitles, title }) => ancestorTitles[0] ?? title));
    for (const title of titles) process.stdout.write(`${project}: ${title}\n`);
  }
}

/** A line for each spec that failed, and for each file that failed without one: all that is left where a log is cut. */
function showFailed() {
  for (const { testResults } of readOutcomes().values()) {
    for (const { name, status, message, assertionResults } of testResults) {
      const failed = assertionResults.filter((spec) => spec.status === 'failed');
      const lines = failed.map(({ ancestorTitles, title, failureMessages }) =>
        [...ancestorTitles, title, firstLine(failureMessages[0])].join(': '),
      );
      if (status === 'failed' && lines.length === 0) lines.push(firstLine(message));
      for (const line of lines) process.stdout.write(`FAILED ${relative(root, name)}: ${line}\n`);
    }
  }
}

/** @param {string | undefined} text @returns {string} */
function firstLine(text = '') {
  return text.split('\n', 1)[0] ?? '';
}

/** All specs, and a failure for each check that failed without a spec that did. */
function counts() {
  const specs = readOutcomes();
  const sum = (/** @type {number[]} */ values) => values.reduce((a, b) => a + b, 0);
  const all = [...specs.values()];
  const others = failures.filter((task) => (specs.get(specsOf(task))?.numFailedTests ?? 0) === 0);
  return {
    passed: sum(all.map(({ numPassedTests }) => numPassedTests)),
    failed: sum(all.map(({ numFailedTests }) => numFailedTests)) + others.length,
  };
}

/** @param {string} task @returns {string} what the outcome of its specs is named by; nothing's where it runs none */
function specsOf(task) {
  const [, project = '', endToEnd = project] = /^(.*):(?:test|(e2e--.*))$/.exec(task) ?? [];
  return endToEnd;
}
