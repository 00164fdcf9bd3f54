import { afterEach, expect, it, vi } from 'vitest';
import { Interruption } from '@bcos-bench/vocabulary';
import * as starter from '../signals/joinStarter.js';
import { stopWhereWanted } from './stopWhereWanted.js';

afterEach(() => vi.restoreAllMocks());

vi.mock(import('../signals/joinStarter.js'), async (original) => ({ ...(await original()) }));

it('passes progress on, until the process is to end', () => {
  const heard: number[] = [];
  const report = stopWhereWanted('bcos-attack', ({ done }) => heard.push(done));
  report({ done: 1, total: 9, unit: 'images' });
  vi.spyOn(starter, 'stopWanted').mockReturnValue('SIGTERM');
  const stopped = (): void => report({ done: 2, total: 9, unit: 'images' });
  expect(stopped).toThrow(Interruption);
  expect(stopped).toThrow(
    '2 of 9 images: stopped by SIGTERM; the same command continues with the images that are not done',
  );
  expect(stopped).toThrow(expect.objectContaining({ exitCode: 143 }));
  expect(heard).toEqual([1, 2, 2, 2]);
});
