import { expect, it } from 'vitest';
import { specsEnvironment, specsWords, specsWorkers } from './runSpecs.js';

it('keeps from specs what Nx tells its tasks and what chooses a pipeline, and leaves them the machine', () => {
  const machine = { PATH: '/bin', HOME: '/home/me', BCOS_CACHE_DIR: '/cache', BCOS_ENGINE: 'cpu', CHROMIUM: '/c' };
  const hidden = {
    ...{ NX_TASK_HASH: '1', NX_PARALLEL: '2', BCOS_RUN_CODE: '1', BCOS_NX_PROCESS: '1', FORCE_COLOR: 'true' },
    ...{ PIPELINE: 'smoke', LIMIT: '5', WEIGHTS_DIR: '/w', LAUNCHER: 'srun', BCOS_THREADS: '4' },
  };
  expect(specsEnvironment({ ...machine, ...hidden })).toEqual(machine);
});

it.each([
  ['100%', 2, 2],
  ['100%', 16, 2],
  ['50%', 16, 3],
  ['2', 2, 2],
  ['2', 16, 9],
  ['3', 16, 6],
  ['8', 2, 1],
  ['1', 4, 5],
  [undefined, 4, 5],
  ['0%', 4, 5],
])('with %s tasks side by side on %i cores, a task runs %i files at once', (parallel, cores, workers) => {
  expect(specsWorkers(parallel, cores)).toBe(workers);
});

it('runs the specs of one folder, and of no other that begins with its name', () => {
  const words = specsWords('packages/data/', 'data.json', 2, ['--config', 'vitest.config.ts']);
  expect(words.slice(0, 2)).toEqual(['run', 'packages/data/']);
  expect(words).toContain('--outputFile.json=data.json');
  expect(words.slice(-3)).toEqual(['--maxWorkers=2', '--config', 'vitest.config.ts']);
});
