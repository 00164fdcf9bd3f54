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

  it.each(['...yaml', '.hidden.yaml', 'a b.yaml', 'all.yaml', '-x.yaml', 'a..yaml'])(
    'refuses the file %s, whose name is no folder of its own in out/',
    (name) => {
      const file = `pipelines/${name}`;
      expect(() => choosePipelines([file, ...files], 'all')).toThrow(
        `${file}: '${name.slice(0, -'.yaml'.length)}' is not a name of a pipeline; rename it: letters`,
      );
      expect(choosePipelines([file, ...files], 'smoke')).toEqual(['pipelines/smoke.yaml']);
    },
  );

  it('takes all where there is no smoke pipeline, and none where there is none', () => {
    expect(choosePipelines(['pipelines/a.yaml', 'pipelines/b.yaml'], undefined)).toEqual([
      'pipelines/a.yaml',
      'pipelines/b.yaml',
    ]);
    expect(choosePipelines([], undefined)).toEqual([]);
  });

  it('takes the usual names', () => {
    const usual = ['a.yaml', 'My_run-2.yaml', 'resnet20.v1.yaml', 'a--b.yaml'].map((name) => `pipelines/${name}`);
    expect(choosePipelines(usual, 'all')).toEqual(usual);
  });

  it('names those that exist where one does not', () => {
    expect(() => choosePipelines(files, 'smoke,article')).toThrow(
      "environment variable PIPELINE: there is no pipeline 'article'; choose one of cifar10, smoke, or all",
    );
    expect(() => choosePipelines(files, 'smoke,cifar')).toThrow("there is no pipeline 'cifar'; did you mean cifar10?");
  });
});
