import type { ViteUserConfig } from 'vitest/config';

// Specs run against the packages' sources, so that no build stands between a change and its test.
const conditions = ['@bcos-bench/source', 'node', 'import', 'module', 'default'];

/** Where imports are looked up. */
export const sources = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['node', 'import', 'module', 'default'] } },
} satisfies ViteUserConfig;

/** Where `npm test` keeps the sources that vitest has transformed, while it runs. */
const transformed = process.env['TRANSFORMED_SOURCES'];

/** What all specs have in common. */
export const common = {
  pool: 'forks',
  // Several files run at once, and TensorFlow's second thread mostly waits, which takes processor time: a third of an audit's.
  env: { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' },
  ...(transformed !== undefined && { experimental: { fsModuleCache: true, fsModuleCachePath: transformed } }),
} satisfies ViteUserConfig['test'];
