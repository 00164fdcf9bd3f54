import { stageFlagNames } from '@bcos-bench/cli/testing/stageFlagNames';
import { stageFlags } from '@bcos-bench/vocabulary';
import { expect, it } from 'vitest';
import { importStage } from './importStage.js';

it('has the flags that pipelines know', () => {
  expect(stageFlagNames(importStage)).toEqual([...stageFlags.import].sort());
});
