import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { pipelineFiles, pipelinesOn } from './pipelinesOn.js';

const repository = resolve(import.meta.dirname, '../../../..');

it('are those that PIPELINE names, at the size that the environment asks for', () => {
  const files = pipelineFiles(repository);
  expect(files).toContain('pipelines/smoke.yaml');
  const [smoke, ...others] = pipelinesOn(files, repository, { LIMIT: '5', WEIGHTS_DIR: '/nowhere' });
  expect(others).toEqual([]);
  expect(smoke).toMatchObject({ name: 'smoke', file: 'pipelines/smoke.yaml' });
  expect(smoke?.nodes.some(({ flags }) => flags.join(' ').includes('--keep 5 --limit 5'))).toBe(true);
});
