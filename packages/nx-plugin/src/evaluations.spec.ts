import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFakeWorkspace, type FakeWorkspace } from './testing/workspace.fake.js';

const pipeline = `title: Small
data: { dataset: shapes, train: 100, test: 10 }
networks:
  a: { title: Network A, train: { arch: resnet8, epochs: 1 } }
  b: { title: Network B, train: { arch: bcos-resnet8, epochs: 1 } }
attacks:
  - { norm: linf, eps: [8/255], steps: [20], threat: [pixel], networks: [a] }
transfer:
  - { norm: linf, eps: [8/255], steps: [20], threat: pixel, from: [a] }
corruptions:
  - { corruption: [jpeg], networks: [b] }
report: { tables: [], figures: [] }
`;
const attack = 'attack-a-linf-8_255-20-pixel';
const transfer = 'transfer-b-from-a-linf-8_255-20-pixel';
const report = ['run-many', '-t', 'report'];

describe('what reruns of transfers and corruptions after which change', () => {
  let workspace: FakeWorkspace;
  beforeAll(() => {
    workspace = makeFakeWorkspace();
    workspace.writePipeline(pipeline);
  });
  afterAll(() => {
    workspace.remove();
  });
  const reruns = (changed: string): string[] => {
    workspace.writePipeline(changed);
    const run = workspace.nodesRun(report);
    workspace.writePipeline(pipeline);
    return run;
  };

  it('runs a transfer with the attack and the network that it needs, and corruptions with the data', () => {
    expect(workspace.nodesRun(['run-many', '-t', 'transfer'])).toEqual([
      attack,
      'data',
      'train-a',
      'train-b',
      transfer,
    ]);
    expect(workspace.nodesRun(['run-many', '-t', 'corrupt'])).toEqual(['corrupt-jpeg']);
    expect(workspace.nodesRun(report)).toEqual(['predict-b-jpeg', 'report']);
    expect(workspace.nodesRun(report)).toEqual([]);
  });

  it('evaluates again with another network', () => {
    expect(reruns(pipeline.replace('bcos-resnet8, epochs: 1', 'bcos-resnet8, epochs: 2'))).toEqual([
      'predict-b-jpeg',
      'report',
      'train-b',
      transfer,
    ]);
  });

  it('evaluates the images of another radius', () => {
    expect(reruns(pipeline.replaceAll('8/255', '4/255'))).toEqual([
      'attack-a-linf-4_255-20-pixel',
      'report',
      'transfer-b-from-a-linf-4_255-20-pixel',
    ]);
  });

  it('corrupts and evaluates again at other severities, and nothing else', () => {
    const fewer = pipeline.replace('corruption: [jpeg]', 'corruption: [jpeg], severity: [3]');
    expect(reruns(fewer)).toEqual(['corrupt-jpeg', 'predict-b-jpeg', 'report']);
  });

  it('evaluates again after a source of packages/predict', () => {
    writeFileSync(join(workspace.root, 'packages/predict/src/index.ts'), 'export const version = 2;\n');
    expect(workspace.nodesRun(report)).toEqual(['predict-b-jpeg', 'report', transfer]);
  });
});
