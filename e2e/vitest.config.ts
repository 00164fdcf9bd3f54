import { defineConfig } from 'vitest/config';
import { common, sources } from '../specSettings.js';

const MINUTE = 60_000;

// The specs of one file build on each other, and the first runs the whole pipeline.
export default defineConfig({
  ...sources,
  test: {
    ...common,
    include: ['e2e/**/*.spec.ts'],
    fileParallelism: false,
    bail: 1,
    // For what hangs, not for what is slow.
    testTimeout: 60 * MINUTE,
    hookTimeout: 15 * MINUTE,
  },
});
