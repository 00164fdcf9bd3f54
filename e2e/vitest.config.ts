import { defineConfig } from 'vitest/config';

const MINUTE = 60_000;
/** As for all other specs. */
const transformed = process.env['TRANSFORMED_SOURCES'];
const conditions = ['@bcos-bench/source', 'node', 'import', 'module', 'default'];

// The specs of one file build on each other, and the first runs the whole pipeline.
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['node', 'import', 'module', 'default'] } },
  test: {
    include: ['e2e/**/*.spec.ts'],
    pool: 'forks',
    // As for all other specs.
    env: { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' },
    fileParallelism: false,
    bail: 1,
    ...(transformed !== undefined && { experimental: { fsModuleCache: true, fsModuleCachePath: transformed } }),
    // For what hangs, not for what is slow.
    testTimeout: 60 * MINUTE,
    hookTimeout: 15 * MINUTE,
  },
});
