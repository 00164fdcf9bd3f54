import { describe, expect, it } from 'vitest';
import { nodeProject } from './nodeProject.js';
import { pipelineNodes, pipelineSchema } from '@bcos-bench/pipeline';

const sources = { packages: ['attack', 'stage'], externals: ['zod'], code: null };
const spec = {
  title: 'Small',
  data: { dataset: 'cifar10', test: 100 },
  networks: { a: { title: 'A', train: { arch: 'resnet8', epochs: 1 } }, b: { title: 'B', train: { arch: 'resnet8' } } },
  attacks: [{ norm: 'linf', eps: ['8/255'], steps: [20], networks: ['a'], limit: 64, flags: { 'random-start': true } }],
  explanations: [{ network: 'a', attack: { norm: 'linf', eps: '8/255', steps: 20 }, limit: 4 }],
  report: { tables: [], figures: [] },
};
const projectsOf = (text: unknown) =>
  pipelineNodes('small', pipelineSchema.parse(text)).map((node) => nodeProject('small', node, sources, '/work'));
const projects = projectsOf(spec);
const target = (name: string, stage: string) => projects.find((project) => project.name === name)?.targets?.[stage];

describe('nodeProject', () => {
  it('makes a project of every node, with one target named after its stage', () => {
    expect(projects.map(({ name, root, targets }) => [name, root, Object.keys(targets ?? {})])).toEqual([
      ['small-data', 'pipelines/small/data', ['data']],
      ['small-train-a', 'pipelines/small/train-a', ['train']],
      ['small-train-b', 'pipelines/small/train-b', ['train']],
      ['small-attack-a-linf-8_255-20-encoded', 'pipelines/small/attack-a-linf-8_255-20-encoded', ['attack']],
      ['small-explain-a-linf-8_255-20-encoded', 'pipelines/small/explain-a-linf-8_255-20-encoded', ['explain']],
      ['small-report', 'pipelines/small/report', ['report']],
    ]);
  });

  it('is found by what it is about', () => {
    const tagsOf = (name: string) => projects.find((project) => project.name === name)?.tags;
    expect(tagsOf('small-train-b')).toEqual(['pipeline:small', 'stage:train', 'network:b']);
    expect(tagsOf('small-attack-a-linf-8_255-20-encoded')).toEqual([
      'pipeline:small',
      'stage:attack',
      'network:a',
      'norm:linf',
      'threat:encoded',
    ]);
  });

  it('reads a checkpoint that is given from the workspace, and makes no training of it', () => {
    const given = projectsOf({ ...spec, networks: { a: { title: 'A', checkpoint: 'pretrained/a' } } });
    expect(given.map(({ name }) => name).filter((name) => name.includes('train'))).toEqual([]);
    const attack = given.find(({ name }) => name.startsWith('small-attack'))?.targets?.['attack'];
    expect(attack?.command).toContain('--checkpoint pretrained/a');
    expect(attack?.dependsOn).toEqual([
      { projects: ['small-data'], target: 'data' },
      { projects: ['engine'], target: 'native' },
    ]);
    expect(attack?.inputs).toContain('{workspaceRoot}/pretrained/a/model.safetensors');
    const report = given.find(({ name }) => name === 'small-report')?.targets?.['report'];
    expect(report?.inputs).toContain('{workspaceRoot}/pretrained/a/model.json');
  });

  it('imports a published file by its content, and makes the report without it where it is not there', () => {
    const file = { from: 'a.pt', published: 'https://example.org/a', arch: 'resnet50' };
    const text = { ...spec, networks: { ...spec.networks, a: { title: 'A', import: file } } };
    const nodes = pipelineNodes('small', pipelineSchema.parse(text), new Set(['a']));
    const projects = nodes.map((node) => nodeProject('small', node, sources, '/work'));
    const imported = projects.find(({ name }) => name === 'small-import-a')?.targets?.['import'];
    const flags = '--arch resnet50 --from a.pt --published https://example.org/a';
    expect(imported?.command).toBe(`node packages/nx-plugin/bin/run-node.js import ${flags} --out out/small/import-a`);
    expect(imported?.inputs).toContainEqual({ runtime: `node packages/import/bin/bcos-import.js identity ${flags}` });
    const attack = projects.find(({ name }) => name.startsWith('small-attack'))?.targets?.['attack'];
    expect(attack?.dependsOn).toContainEqual({ projects: ['small-import-a'], target: 'import' });
    const report = projects.find(({ name }) => name === 'small-report')?.targets?.['report'];
    expect(report?.command).toContain('--without a ');
    expect(report?.dependsOn).toEqual([
      { projects: ['small-data'], target: 'data' },
      { projects: ['small-train-b'], target: 'train' },
    ]);
  });

  it('says what an attack runs, what it needs and where it writes', () => {
    expect(target('small-attack-a-linf-8_255-20-encoded', 'attack')).toEqual({
      command:
        'node packages/nx-plugin/bin/run-node.js attack --attack pgd --checkpoint out/small/train-a --data out/small/data ' +
        '--eps 8/255 --keep 8 --limit 64 --norm linf --random-start --steps 20 --threat encoded ' +
        '--out out/small/attack-a-linf-8_255-20-encoded',
      options: { cwd: '{workspaceRoot}' },
      cache: true,
      dependsOn: [
        { projects: ['small-data'], target: 'data' },
        { projects: ['small-train-a'], target: 'train' },
        { projects: ['engine'], target: 'native' },
      ],
      inputs: [
        '{workspaceRoot}/tsconfig.base.json',
        '{workspaceRoot}/packages/attack/**/*',
        '!{workspaceRoot}/packages/attack/**/*.spec.ts',
        '!{workspaceRoot}/packages/attack/**/*.md',
        '{workspaceRoot}/packages/stage/**/*',
        '!{workspaceRoot}/packages/stage/**/*.spec.ts',
        '!{workspaceRoot}/packages/stage/**/*.md',
        { externalDependencies: ['zod'] },
        { dependentTasksOutputFiles: '**/*.arrow', transitive: false },
        { dependentTasksOutputFiles: '**/dataset.json', transitive: false },
        { dependentTasksOutputFiles: '**/model.json', transitive: false },
        { dependentTasksOutputFiles: '**/model.safetensors', transitive: false },
        { env: 'BCOS_TASK_MACHINE' },
      ],
      outputs: ['{workspaceRoot}/out/small/attack-a-linf-8_255-20-encoded'],
    });
  });

  it("hashes the identity of the data's source and not its path", () => {
    expect(target('small-data', 'data')?.inputs).toContainEqual({
      runtime: 'node packages/data/bin/bcos-data.js identity --dataset cifar10 --test 100',
    });
  });

  it('hashes neither times nor logs', () => {
    const inputs = JSON.stringify(
      projects.map(({ targets }) => Object.values(targets ?? {}).map(({ inputs }) => inputs)),
    );
    expect(inputs).not.toMatch(/timing|tensorboard|events/);
  });

  it("changes a network's training and the report alone when its epochs change", () => {
    const changed = projectsOf({
      ...spec,
      networks: { ...spec.networks, a: { title: 'A', train: { arch: 'resnet8', epochs: 2 } } },
    });
    const different = changed.filter((project, at) => JSON.stringify(project) !== JSON.stringify(projects[at]));
    expect(different.map(({ name }) => name)).toEqual(['small-train-a', 'small-report']);
  });

  it('changes the report alone when a title changes', () => {
    const changed = projectsOf({ ...spec, title: 'Large' });
    const different = changed.filter((project, at) => JSON.stringify(project) !== JSON.stringify(projects[at]));
    expect(different.map(({ name }) => name)).toEqual(['small-report']);
  });
});
