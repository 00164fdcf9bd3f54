import { describe, expect, it } from 'vitest';
import { choosePipelines } from './choosePipelines.js';

const files = ['pipelines/cifar10.yaml', 'pipelines/smoke.yaml'];

describe('choosePipelines', () => {
  it.each([
    [undefined, ['pipelines/smoke.yaml']],
    ['', ['pipelines/smoke.yaml']],
    ['cifar10', ['pipelines/cifar10.yaml']],
    ['smoke, cifar10,smoke', ['pipelines/smoke.yaml', 'pipelines/cifar10.yaml']],
    ['all', files],
  ])('of PIPELINE=%s', (chosen, wanted) => {
    expect(choosePipelines(files, chosen)).toEqual(wanted);
  });

  it('names those that exist where one does not', () => {
    expect(() => choosePipelines(files, 'smoke,cifar')).toThrow(
      "environment variable PIPELINE: there is no pipeline 'cifar'; choose of cifar10, smoke, or all",
    );
  });
});
