import { defineConfig } from 'vitest/config';

// Specs run against the packages' sources, so that no build stands between a change and its test.
const conditions = ['@bcos-bench/source', 'node', 'import', 'module', 'default'];

const everything = ['packages/*/src/**/*.spec.ts'];
// What they share in one process would change what they see: TensorFlow's backend and its tensors, and modules that are replaced.
const apart = ['adversary', 'attack', 'cli', 'engine', 'explain', 'import', 'models', 'predict', 'train'].map(
  (name) => `packages/${name}/src/**/*.spec.ts`,
);

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['node', 'import', 'module', 'default'] } },
  test: {
    pool: 'forks',
    // vitest itself would leave a core idle.
    maxWorkers: '100%',
    // For what hangs, not for what is slow: a machine that does other things besides can take many times as long.
    testTimeout: 15 * 60_000,
    hookTimeout: 15 * 60_000,
    projects: [
      { extends: true, test: { name: 'apart', include: [...apart, 'pretrained/*.spec.ts'] } },
      // Loading the sources again for every file takes longer than most specs do.
      { extends: true, test: { name: 'together', include: everything, exclude: apart, isolate: false } },
    ],
  },
});
