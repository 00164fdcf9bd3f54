import { stageFlagNames } from '@bcos-bench/cli/testing/stageFlagNames';
import { stageFlags } from '@bcos-bench/vocabulary';
import { expect, it } from 'vitest';
import { attackStage } from './attackStage.js';

it('has the flags that pipelines know', () => {
  expect(stageFlagNames(attackStage)).toEqual([...stageFlags.attack].sort());
});
