import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { installPackages } from './installedCopy.js';
import { runProgram, type ProgramEnd } from './programRun.js';
import { readRuns } from './workspaceCopy.js';

const installed = installPackages();
afterAll(() => installed.remove());

const inModules = (path: string): string => join(installed.folder, 'node_modules', path);
const small = { EPOCHS: '1', TRAIN: '128', TEST: '64', PIPELINE: '' };

/** Runs `bcos` where it is installed, as a user without a clone would. */
function bcos(...words: readonly string[]): Promise<ProgramEnd> {
  return runProgram(inModules('@bcos-bench/bcos/bin/bcos.js'), words, installed.folder, small);
}

/** What it said, where it ended well. */
async function done(...words: readonly string[]): Promise<string> {
  const { code, said, complained } = await bcos(...words);
  expect(code, `${said}${complained}`).toBe(0);
  return said;
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

  it('makes a workspace, trains, attacks and reports; what is done comes from the cache', async () => {
    const flags = ['--dataset', 'shapes', '--network', 'resnet8', '--norm', 'linf', '--eps', '8/255', '--limit', '16'];
    const said = await done('init', 'study', ...flags, '--attack', 'pgd');
    expect(said.split('\n')).toEqual([
      `${installed.folder} is a workspace now: pipelines in pipelines/, results in out/`,
      'pipelines/study.yaml: npx bcos run study runs it',
      '',
    ]);
    const page = join(installed.folder, 'out/study/report/index.html');
    expect((await done('run', 'study')).split('\n').at(-2)).toBe(`The report is at ${page}`);
    expect(readFileSync(page, 'utf8')).toContain('resnet8');
    const nodes = readRuns(installed.folder).ran;
    expect(nodes.map((name) => name.split('-')[1])).toEqual(['attack', 'data', 'report', 'train']);
    await done('run', 'study');
    expect(readRuns(installed.folder)).toEqual({ ran: [], cached: nodes });
  });

  it('runs again what another version of a package has a part in, and no more', async () => {
    appendFileSync(inModules('@bcos-bench/report/dist/percentage.js'), '\n');
    appendFileSync(inModules('@bcos-bench/cli/dist/workRate.js'), '\n');
    await done('run', 'study');
    expect(readRuns(installed.folder).ran).toEqual(['study-report']);
  });

  it('predicts with the command of the stage, without Nx', async () => {
    const given = ['--data', 'out/study/data', '--checkpoint', 'out/study/train-resnet8'];
    expect(await done('predict', ...given, '--out', 'predictions')).toMatch(/top-1/);
  });
});
