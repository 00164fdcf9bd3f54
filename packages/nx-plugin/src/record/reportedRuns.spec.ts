import { describe, expect, it } from 'vitest';
import { reportedRuns } from './reportedRuns.js';
import type { TaskOutcome } from './taskNode.js';

function outcomes(...tasks: readonly (readonly [projectRoot: string, status: string])[]): Record<string, TaskOutcome> {
  return Object.fromEntries(tasks.map(([projectRoot, status]) => [projectRoot, { task: { projectRoot }, status }]));
}

describe('reportedRuns', () => {
  it('has the nodes of every pipeline whose report is up to date, and which of them came from a cache', () => {
    const runs = reportedRuns(
      outcomes(
        ['packages/engine', 'success'],
        ['pipelines/smoke/data', 'local-cache'],
        ['pipelines/smoke/train-resnet8', 'success'],
        ['pipelines/smoke/attack-resnet8-l2-0.5-10-encoded', 'remote-cache'],
        ['pipelines/cifar10/report', 'local-cache-kept-existing'],
        ['pipelines/smoke/report', 'success'],
      ),
    );
    expect(runs.map(({ pipeline, cached }) => [pipeline, Object.fromEntries(cached)])).toEqual([
      [
        'smoke',
        {
          data: true,
          'train-resnet8': false,
          'attack-resnet8-l2-0.5-10-encoded': true,
          report: false,
        },
      ],
      ['cifar10', { report: true }],
    ]);
  });

  it.each(['failure', 'skipped', 'stopped'])('has no pipeline whose report ended as %s', (status) => {
    expect(reportedRuns(outcomes(['pipelines/smoke/data', 'success'], ['pipelines/smoke/report', status]))).toEqual([]);
  });

  it('has no pipeline whose report was no part of the run', () => {
    expect(reportedRuns(outcomes(['pipelines/smoke/data', 'success']))).toEqual([]);
  });
});
