import { defineConfig, mergeConfig } from 'vitest/config';
import endToEnd from '../vitest.config.js';

// All parts, each as often as `TRIES` says; `sample.spec.ts` tries a few of each.
export default mergeConfig(
  { ...endToEnd, test: { ...endToEnd.test, include: [] } },
  defineConfig({ test: { include: ['e2e/faults/*.faults.ts'], bail: 0 } }),
);
