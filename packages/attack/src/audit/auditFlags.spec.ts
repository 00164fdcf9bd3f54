import { stageFlagNames } from '@bcos-bench/cli/testing/stageFlagNames';
import { stageFlags } from '@bcos-bench/vocabulary';
import { expect, it } from 'vitest';
import { auditStage } from './auditStage.js';

it('has the flags that pipelines know', () => {
  expect(stageFlagNames(auditStage)).toEqual([...stageFlags.audit].sort());
});
