import { defineConfig } from 'vitest/config';

// Specs run against the packages' sources, so that no build stands between a change and its test.
const conditions = ['@bcos-bench/source', 'node', 'import', 'module', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['node', 'import', 'module', 'default'] } },
  test: {
    include: ['packages/*/src/**/*.spec.ts', 'pretrained/*.spec.ts'],
    pool: 'forks',
    // vitest itself would leave a core idle.
    maxWorkers: '100%',
    // For what hangs, not for what is slow: a machine that does other things besides can take many times as long.
    testTimeout: 15 * 60_000,
    hookTimeout: 15 * 60_000,
  },
});
