import { stageFlagNames } from '@bcos-bench/cli/testing/stageFlagNames';
import { stageFlags } from '@bcos-bench/vocabulary';
import { expect, it } from 'vitest';
import { trainStage } from './trainStage.js';

it('has the flags that pipelines know', () => {
  expect(stageFlagNames(trainStage)).toEqual([...stageFlags.train].sort());
});
