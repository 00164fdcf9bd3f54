import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDependencies, createNodes, createNodesV2 } from './plugin.js';

const repository = resolve(import.meta.dirname, '../../..');

describe('createNodes', () => {
  let workspaceRoot = '';
  beforeAll(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'bcos-plugin-'));
    mkdirSync(join(workspaceRoot, 'pipelines'));
    for (const file of files) cpSync(join(repository, file), join(workspaceRoot, file));
    mkdirSync(join(workspaceRoot, 'packages/data'), { recursive: true });
    writeFileSync(join(workspaceRoot, 'packages/data/package.json'), '{ "name": "data" }');
  });
  afterAll(() => {
    rmSync(workspaceRoot, { recursive: true });
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  const files = ['pipelines/cifar10.yaml', 'pipelines/smoke.yaml'];
  const projects = async (environment: Record<string, string>, seen: readonly string[] = files) => {
    // vitest itself sets TEST.
    for (const [name, value] of Object.entries({ TEST: '', ...environment })) vi.stubEnv(name, value);
    const nodes = await createNodes[1](seen, undefined, { workspaceRoot, nxJsonConfiguration: {} });
    return nodes.flatMap(([, { projects: made = {} }]) => Object.values(made));
  };

  it('makes the nodes of the pipelines that are on', async () => {
    const smoke = await projects({ PIPELINE: 'smoke' });
    const all = await projects({ PIPELINE: 'all' });
    expect(smoke.every(({ name }) => name?.startsWith('smoke-'))).toBe(true);
    expect(all.filter(({ name }) => name?.endsWith('-report')).map(({ name }) => name)).toEqual([
      'cifar10-report',
      'smoke-report',
    ]);
    expect(all.length).toBeGreaterThan(smoke.length);
  });

  it('applies the overrides', async () => {
    const small = await projects({ PIPELINE: 'smoke', EPOCHS: '1', LIMIT: '5' });
    const commands = small.flatMap(({ targets = {} }) => Object.values(targets).map(({ command = '' }) => command));
    const trainings = commands.filter((command) => command.includes(' train '));
    const attacks = commands.filter((command) => command.includes(' attack '));
    expect(trainings.filter((command) => command.includes('--epochs 1 '))).toHaveLength(trainings.length);
    expect(attacks.filter((command) => /--keep [05] --limit 5/.test(command))).toHaveLength(attacks.length);
    expect([trainings.length > 0, attacks.length > 0]).toEqual([true, true]);
  });

  it('has the code that attacks in a browser in the hash of a report whose page has it, and of no other', async () => {
    const report = { name: '@x/report', dependencies: { '@x/live': '1' } };
    const live = { name: '@x/live', nx: { tags: ['on-request'] } };
    for (const [name, text] of Object.entries({ report, live })) {
      mkdirSync(join(workspaceRoot, 'packages', name));
      writeFileSync(join(workspaceRoot, 'packages', name, 'package.json'), JSON.stringify(text));
    }
    const hashed = async (networks: string) => {
      const file = 'pipelines/browser.yaml';
      const network = 'a: { title: A, train: { arch: resnet8, epochs: 1 } }';
      const text = `title: T\ndata: { dataset: shapes }\nnetworks: { ${network} }\nattacks: []\nreport: { tables: [], figures: [], live: ${networks} }\n`;
      writeFileSync(join(workspaceRoot, file), text);
      const made = await projects({ PIPELINE: 'browser' }, [file]);
      rmSync(join(workspaceRoot, file));
      return made.filter(({ targets }) => JSON.stringify(targets).includes('packages/live/')).map(({ name }) => name);
    };
    expect([await hashed('[a]'), await hashed('[]')]).toEqual([['browser-report'], []]);
  });

  it('names the pipelines that exist where another is asked for', async () => {
    await expect(async () => projects({ PIPELINE: 'article' })).rejects.toThrow('choose one of cifar10, smoke, or all');
  });

  it('names the .gitignore that hides a pipeline from Nx', async () => {
    execFileSync('git', ['init', '-q', workspaceRoot]);
    writeFileSync(join(workspaceRoot, '.gitignore'), '*\n');
    await expect(async () => projects({ PIPELINE: 'smoke' }, [])).rejects.toThrow(
      'pipelines/smoke.yaml: Nx does not see it, because .gitignore:1 (*) ignores it; ' +
        'remove the rule, move the workspace to another place, or run git init in it',
    );
  });

  it('goes by the names of old and of new versions of Nx', () => {
    expect(createNodesV2).toBe(createNodes);
    expect(createNodes[0]).toBe('pipelines/*.yaml');
  });
});

describe('createDependencies', () => {
  const SMALL =
    'title: Small\ndata: { dataset: shapes }\nnetworks: {}\nattacks: []\nreport: { tables: [], figures: [] }\n';
  let workspaceRoot = '';
  beforeAll(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'bcos-plugin-'));
    mkdirSync(join(workspaceRoot, 'pipelines'));
    writeFileSync(join(workspaceRoot, 'pipelines/small.yaml'), SMALL);
    for (const name of ['data', 'report']) {
      mkdirSync(join(workspaceRoot, 'packages', name, 'src'), { recursive: true });
      writeFileSync(join(workspaceRoot, 'packages', name, 'package.json'), JSON.stringify({ name }));
      writeFileSync(join(workspaceRoot, 'packages', name, 'src/index.ts'), '');
    }
  });
  afterAll(() => rmSync(workspaceRoot, { recursive: true }));
  const dependencies = async (seen: readonly string[]) => {
    for (const [name, value] of Object.entries({ TEST: '', PIPELINE: 'small' })) vi.stubEnv(name, value);
    const nonProjectFiles = seen.map((file) => ({ file, hash: '' }));
    const context = { workspaceRoot, fileMap: { projectFileMap: {}, nonProjectFiles } };
    return createDependencies(undefined, {
      ...context,
      nxJsonConfiguration: {},
      projects: {},
      externalNodes: {},
      filesToProcess: context.fileMap,
    });
  };
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('refuses sources that Nx does not see', async () => {
    await expect(async () => dependencies(['pipelines/small.yaml'])).rejects.toThrow(
      'packages/data/src/index.ts: Nx does not see it',
    );
  });

  it('says nothing where Nx does not see the pipeline, as that is said already', async () => {
    expect(await dependencies([])).toEqual([]);
  });
});
