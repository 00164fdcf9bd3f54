import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFakeWorkspace, type FakeWorkspace } from './testing/workspace.fake.js';

const pipeline = `title: Small
data: { dataset: shapes, train: 100, test: 10 }
networks:
  a: { title: Network A, train: { arch: resnet8, epochs: 1 } }
  b: { title: Network B, train: { arch: bcos-resnet8, epochs: 1 } }
attacks:
  - norm: linf
    eps: [8/255]
    steps: [20]
  - norm: l2
    eps: [0.5]
    steps: [20]
    networks: [b]
explanations:
  - network: b
    attack: { norm: linf, eps: 8/255, steps: 20 }
report:
  tables:
    - { id: t, title: Table, norm: linf, eps: [8/255], steps: [20], rows: [{ network: a }, { network: b }] }
  figures:
    - { id: f, title: Figure, kind: training-curves, networks: [a, b] }
`;
const attacks = ['attack-a-linf-8_255-20-encoded', 'attack-b-l2-0.5-20-encoded', 'attack-b-linf-8_255-20-encoded'];
const explanation = 'explain-b-linf-8_255-20-encoded';
const report = ['run-many', '-t', 'report'];

describe('what reruns after which change', () => {
  let workspace: FakeWorkspace;
  beforeAll(() => {
    workspace = makeFakeWorkspace();
    workspace.writePipeline(pipeline);
  });
  afterAll(() => {
    workspace.remove();
  });
  const reruns = (changed: string, environment?: Record<string, string>): string[] => {
    workspace.writePipeline(changed);
    const run = workspace.nodesRun(report, environment);
    workspace.writePipeline(pipeline);
    return run;
  };

  it('runs the attacks with what they need and nothing else', () => {
    expect(workspace.nodesRun(['run-many', '-t', 'attack', '--parallel=1'])).toEqual([
      ...attacks,
      'data',
      'train-a',
      'train-b',
    ]);
    expect(workspace.processesOfMany()).toBe(1);
  });

  it('runs the attacks again without such processes, and finds what those have made in the cache', () => {
    const alone = { BCOS_ATTACK_JOBS: '' };
    expect(workspace.nodesRun(['run-many', '-t', 'attack'], alone)).toEqual([]);
    expect(workspace.nodesRun(['run-many', '-t', 'attack', '--skip-nx-cache'], alone)).toEqual([
      ...attacks,
      'data',
      'train-a',
      'train-b',
    ]);
    expect(workspace.processesOfMany()).toBe(0);
  });

  it('then lacks only the explanation and the report', () => {
    expect(workspace.nodesRun(report)).toEqual([explanation, 'report']);
  });

  it('restores everything from the cache', () => {
    rmSync(join(workspace.root, 'out'), { recursive: true });
    expect(workspace.nodesRun(report)).toEqual([]);
    expect(existsSync(join(workspace.root, 'out/small/report/index.html'))).toBe(true);
  });

  it('reruns nothing after a comment, another order of keys, or a launcher', () => {
    const changed = `# A comment.\n${pipeline.replace('train: 100, test: 10', 'test: 10,  train: 100')}`;
    expect(reruns(changed, { LAUNCHER: 'nice -n 1' })).toEqual([]);
  });

  it('reruns one attack and the report after one eps', () => {
    expect(reruns(pipeline.replace('[0.5]', '[0.25]'))).toEqual(['attack-b-l2-0.25-20-encoded', 'report']);
  });

  it("reruns a network's own nodes and the report after its epochs", () => {
    expect(reruns(pipeline.replace('resnet8, epochs: 1', 'resnet8, epochs: 2'))).toEqual([
      'attack-a-linf-8_255-20-encoded',
      'report',
      'train-a',
    ]);
  });

  it('reruns the report alone after a title', () => {
    expect(reruns(pipeline.replace('Network A', 'The first network'))).toEqual(['report']);
  });

  it('makes the data again for another source of it, and goes no further where the bytes are the same', () => {
    expect(reruns(pipeline, { FAKE_SOURCE: 'another' })).toEqual(['data']);
  });

  it('computes again on another kind of machine', () => {
    expect(reruns(pipeline, { BCOS_MACHINE: 'another' })).toEqual([...attacks, explanation, 'train-a', 'train-b']);
  });

  it('reruns explanations and report after a source of packages/explain', () => {
    writeFileSync(join(workspace.root, 'packages/explain/src/index.ts'), 'export const version = 2;\n');
    expect(workspace.nodesRun(report)).toEqual([explanation, 'report']);
  });

  it('stops where a stage writes the same bytes as before', () => {
    writeFileSync(join(workspace.root, 'packages/formats/src/other.ts'), 'export const other = 1;\n');
    writeFileSync(join(workspace.root, 'packages/train/src/other.spec.ts'), 'export const other = 1;\n');
    expect(workspace.nodesRun(['run', 'small-train-a:train'])).toEqual(['data', 'train-a']);
    expect(workspace.nodesRun(['run', 'small-report:report'])).toEqual(
      [...attacks, explanation, 'report', 'train-b'].sort(),
    );
    writeFileSync(join(workspace.root, 'packages/train/src/other.ts'), 'export const other = 1;\n');
    expect(workspace.nodesRun(report)).toEqual(['train-a', 'train-b']);
  });
});
