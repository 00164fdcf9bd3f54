import { execFile } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cacheFolder } from '@bcos-bench/vocabulary';
import { addonPackage } from '../packages/engine/src/native/prebuiltAddon.js';
import { thisMachine } from '../packages/engine/src/native/machine.js';
import { documentedBlocks } from './documentedBlocks.js';
import { installPackages } from './installedCopy.js';
import { nodeBinary } from './nodeBinary.js';
import { readmeExample } from './readmeExample.js';
import { runProgram, type ProgramEnd } from './programRun.js';
import { readRuns } from './workspaceCopy.js';

const installed = installPackages();
afterAll(() => installed.remove());

const inModules = (path: string): string => join(installed.folder, 'node_modules', path);
const program = inModules('@bcos-bench/bcos/bin/bcos.js');
const small = { EPOCHS: '1', TRAIN: '256', TEST: '64', PIPELINE: '' };

/** Runs `bcos` where it is installed, as a user without a clone would. */
function bcos(...words: readonly string[]): Promise<ProgramEnd> {
  return runProgram(program, words, installed.folder, small);
}

/** What it said, where it ended well. */
async function done(...words: readonly string[]): Promise<string> {
  const { code, said, complained } = await bcos(...words);
  expect(code, `${said}${complained}`).toBe(0);
  return said;
}

/** A folder of programs that stand in for what a user has: \`npx bcos\` of the packages, on another Node than ours, and GitHub's \`gh\`. */
const programs = join(installed.folder, 'programs');

function standIn(name: string, script: string): void {
  mkdirSync(programs, { recursive: true });
  writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
}

/** Has the folder's shell run the packages on a Node. */
function useNode(binary: string): void {
  standIn('node', `exec ${binary} "$@"`);
  standIn('npx', `shift; exec node ${program} "$@"`);
}

/** Runs lines of a shell in the folder. @returns what they said on stdout */
async function shell(lines: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
  const env = { ...process.env, NX_CACHE_DIRECTORY: '', NX_PARALLEL: '2', PIPELINE: '', ...environment };
  const PATH = [programs, process.env['PATH'] ?? ''].join(delimiter);
  const options = { cwd: installed.folder, env: { ...env, PATH }, maxBuffer: 1 << 26 };
  return (await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', lines], options)).stdout;
}

describe('a published package', () => {
  it('says what it is, has its licence and what it exports, and nothing that only specs use', () => {
    expect(installed.packages.length).toBeGreaterThan(20);
    for (const [
      folder,
      { name, private: hidden, description, license, scripts, devDependencies },
    ] of installed.packages) {
      expect({ name, hidden, scripts, devDependencies }).toEqual({ name });
      expect([typeof description, license]).toEqual(['string', 'Apache-2.0']);
      for (const file of ['LICENSE', 'README.md'])
        expect(existsSync(join(folder, file)), `${name}: ${file}`).toBe(true);
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      const unwanted = files.filter(
        (file) => !file.startsWith('node_modules') && /[.](spec|fixture|fake|map)\b/.test(file),
      );
      expect(unwanted, name).toEqual([]);
    }
  });

  it('exports files that are there, with their types', () => {
    const exported = installed.packages.flatMap(([folder, { exports = {} }]) => {
      const files = JSON.stringify(exports).match(/"[.]\/[^"*]+[.](?:m?js|ts|json)"/g) ?? [];
      return files.map((file) => join(folder, file.slice(1, -1)));
    });
    expect(exported.length).toBeGreaterThan(40);
    for (const file of exported) expect(existsSync(file), file).toBe(true);
  });
});

describe('in a folder where the packages are installed', () => {
  it('says in one line that there is no workspace yet', async () => {
    const { code, complained } = await bcos('plan');
    expect([code, complained]).toEqual([
      1,
      `bcos: ${installed.folder}: is in no workspace with pipelines; run npx bcos init NAME, which makes one\n`,
    ]);
  });

  it.each(['tutorial', 'pgd', 'autoattack', 'bcos-explanations'].flatMap((name) => documentedBlocks(`${name}.md`)))(
    'does on Node 24 what $page says: $commands',
    async ({ commands }) => {
      useNode(nodeBinary(24));
      await shell(commands);
    },
  );

  it('has made a workspace, a pipeline and its page; what is done comes from the cache', async () => {
    const page = join(installed.folder, 'out/study/report/index.html');
    expect(readFileSync(page, 'utf8')).toContain('resnet8');
    expect(readFileSync(join(installed.folder, '.gitignore'), 'utf8')).toContain('out/');
    const nodes = readRuns(installed.folder).ran;
    expect(nodes.map((name) => name.split('-')[1])).toEqual(['attack', 'attack', 'data', 'report', 'train']);
    const said = await done('run', 'study');
    expect(said.split('\n').at(-2)).toBe(`The report is at ${page}`);
    expect(said).toContain('Top-1 accuracy in % after 20 steps');
    expect(readRuns(installed.folder)).toEqual({ ran: [], cached: nodes });
  });

  it('prints by the example of each README what the README says', async () => {
    const own = installed.packages.filter(([, { name }]) => !name.endsWith('/tfjs-node-gpu'));
    const examples = own.map(([folder, { name }]) => ({ name, ...readmeExample(join(folder, 'README.md')) }));
    const files = examples.map(({ name, program }) => {
      const file = join(installed.folder, `${name.replace('@bcos-bench/', 'example-')}.mjs`);
      writeFileSync(file, program);
      return file;
    });
    const runner = join(import.meta.dirname, 'runExamples.mjs');
    const { code, said, complained } = await runProgram(runner, files, installed.folder, small);
    expect(code, complained).toBe(0);
    const printed = z.array(z.array(z.string())).parse(JSON.parse(said.split('\n').at(-2) ?? ''));
    expect(printed.map((lines, i) => [files[i], lines])).toEqual(examples.map(({ prints }, i) => [files[i], prints]));
  });

  it('runs again what another version of a package has a part in, and no more', async () => {
    appendFileSync(inModules('@bcos-bench/report/dist/percentage.js'), '\n');
    appendFileSync(inModules('@bcos-bench/cli/dist/workRate.js'), '\n');
    await done('run', 'study');
    expect(readRuns(installed.folder).ran).toEqual(['study-report']);
  });

  it('predicts with the command of the stage, without Nx, on Node 22', async () => {
    useNode(nodeBinary(22));
    const words = '--data out/try/data --checkpoint out/try/resnet8 --out out/try/prediction';
    expect(await shell(`npx bcos predict ${words}`)).toMatch(/top-1/);
  });
});

describe('a machine without a compiler', () => {
  it('takes the addon that was compiled elsewhere, and predicts', async () => {
    const release = resolve(import.meta.dirname, '../release/addonPackage.mjs');
    const addon = inModules(addonPackage(thisMachine()));
    // TensorFlow is in the cache folder of this machine, and the addon is not.
    const [cache, own] = [join(installed.folder, 'cache'), cacheFolder(process.env, process.platform)];
    mkdirSync(join(cache, 'bcos-bench'), { recursive: true });
    for (const name of readdirSync(own).filter((entry) => entry.startsWith('tensorflow-')))
      symlinkSync(join(own, name), join(cache, 'bcos-bench', name));
    await shell(`mkdir ${addon}; tar -xzf "$(node ${release} packed)" -C ${addon} --strip-components=1`);
    const nowhere = { BCOS_CACHE_DIR: cache, BCOS_ENGINE: 'cpu', CXX: 'no-compiler' };
    const words = '--data out/try/data --checkpoint out/try/resnet8 --out out/try/compiled-elsewhere';
    expect(await shell(`npx bcos engine; npx bcos predict ${words}`, nowhere)).toMatch(/[.]node\n.*top-1/);
  });
});

describe("the steps of GitHub's action", () => {
  const inFolder = (name: string): string => join(installed.folder, name);
  const script = (name: string): string => resolve(import.meta.dirname, '../action', `${name}.sh`);

  it('evaluate a network, and tell GitHub what came of it and that it is under the bound', async () => {
    useNode(process.execPath);
    await shell(script('evaluate'), {
      ...{ STUDY: installed.folder, NETWORK: 'out/try/resnet8', DATA: 'out/try/data', NORM: 'linf', EPS: '8/255' },
      ...{ LIMIT: '8', FAIL_UNDER: '1', FLAGS: '--attack\nfgsm\n--explain\n0\n--anyway\n' },
      ...{ GITHUB_OUTPUT: inFolder('output'), GITHUB_STEP_SUMMARY: inFolder('summary.md') },
    });
    const report = inFolder('out/evaluate-action/report');
    expect(readFileSync(inFolder('output'), 'utf8')).toMatch(
      new RegExp(`^clean=[\\d.]+\nrobust=[\\d.]+\nreport=${report}\nunder=true\n$`),
    );
    expect(readFileSync(inFolder('summary.md'), 'utf8')).toContain('robust accuracy');
  });

  it('comment how it differs from the base branch', async () => {
    standIn('gh', `echo "$@" >gh-words`);
    const report = inFolder('out/evaluate-action/report');
    cpSync(report, inFolder('base-report'), { recursive: true });
    await shell(script('comment'), { STUDY: installed.folder, REPORT: report, PULL_REQUEST: 'https://example.org/1' });
    expect(readFileSync(inFolder('gh-words'), 'utf8')).toContain(
      'pr comment https://example.org/1 --body-file comment.md',
    );
    expect(readFileSync(inFolder('comment.md'), 'utf8')).toMatch(/equal/);
  });
});
