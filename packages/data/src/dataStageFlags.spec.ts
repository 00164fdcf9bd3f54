import { stageFlagNames } from '@bcos-bench/cli/testing/stageFlagNames';
import { stageFlags } from '@bcos-bench/vocabulary';
import { expect, it } from 'vitest';
import { dataStage } from './dataStage.js';

it('has the flags that pipelines know', () => {
  expect(stageFlagNames(dataStage)).toEqual([...stageFlags.data].sort());
});
