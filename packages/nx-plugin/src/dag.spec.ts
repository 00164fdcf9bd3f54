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
transfer:
  - { norm: l2, eps: [0.5], steps: [20], from: [b], to: [a] }
corruptions:
  - { corruption: [jpeg], networks: [b] }
report:
  tables:
    - { id: t, title: Table, norm: linf, eps: [8/255], steps: [20], rows: [{ network: a }, { network: b }] }
  figures:
    - { id: f, title: Figure, kind: training-curves, networks: [a, b] }
`;
const attacks = ['attack-a-linf-8_255-20-encoded', 'attack-b-l2-0.5-20-encoded', 'attack-b-linf-8_255-20-encoded'];
const explanation = 'explain-b-linf-8_255-20-encoded';
const transfer = 'transfer-a-from-b-l2-0.5-20-encoded';
const corrupted = ['corrupt-jpeg', 'predict-b-jpeg'];
const report = ['run-many', '-t', 'report'];

// Which change reruns what is tried in e2e/incremental, with the workspace's own sources.
describe('a run of a pipeline', () => {
  let workspace: FakeWorkspace;
  beforeAll(() => {
    workspace = makeFakeWorkspace();
    workspace.writePipeline(pipeline);
  });
  afterAll(() => {
    workspace.remove();
  });

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

  it('runs a transfer with the images and the network that it needs, and corruptions with the data', () => {
    expect(workspace.nodesRun(['run-many', '-t', 'transfer'])).toEqual([transfer]);
    expect(workspace.nodesRun(['run-many', '-t', 'corrupt'])).toEqual(['corrupt-jpeg']);
  });

  it('then lacks only what nobody asked for yet', () => {
    expect(workspace.nodesRun(report)).toEqual([explanation, 'predict-b-jpeg', 'report']);
  });

  it('restores everything from the cache', () => {
    rmSync(join(workspace.root, 'out'), { recursive: true });
    expect(workspace.nodesRun(report)).toEqual([]);
    expect(existsSync(join(workspace.root, 'out/small/report/index.html'))).toBe(true);
  });

  it('stops where a stage writes the same bytes as before', () => {
    writeFileSync(join(workspace.root, 'packages/formats/src/other.ts'), 'export const other = 1;\n');
    writeFileSync(join(workspace.root, 'packages/train/src/other.spec.ts'), 'export const other = 1;\n');
    expect(workspace.nodesRun(['run', 'small-train-a:train'])).toEqual(['data', 'train-a']);
    expect(workspace.nodesRun(['run', 'small-report:report'])).toEqual(
      [...attacks, ...corrupted, explanation, 'report', transfer, 'train-b'].sort(),
    );
    writeFileSync(join(workspace.root, 'packages/train/src/other.ts'), 'export const other = 1;\n');
    expect(workspace.nodesRun(report)).toEqual(['train-a', 'train-b']);
  });
});
