import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// Specs run against the packages' sources, so that no build stands between a change and its test.
const conditions = ['@bcos-bench/source', 'node', 'import', 'module', 'default'];

// These replace modules. All other specs share a process: loading the sources again for every file takes longer than most specs do.
const apart = ['packages/cli/src/**/*.spec.ts'];

/** Where `npm test` keeps the sources that vitest has transformed, while it runs. */
const transformed = process.env['TRANSFORMED_SOURCES'];

/** Specs by name, in one process or each file in its own. */
function specs(name: string, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions: ['node', 'import', 'module', 'default'] } },
    test: {
      ...{ name, pool: 'forks', ...test },
      ...(transformed !== undefined && { experimental: { fsModuleCache: true, fsModuleCachePath: transformed } }),
      // Several files run at once, and TensorFlow's second thread mostly waits, which takes processor time: a third of an audit's.
      env: { TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' },
      // For what hangs, not for what is slow: a machine that does other things besides can take many times as long.
      ...{ testTimeout: 15 * 60_000, hookTimeout: 15 * 60_000 },
    },
  };
}

export default defineConfig({
  test: {
    // vitest itself would leave a core idle. A project that had this from here would not hear of the flag of the same name.
    maxWorkers: '100%',
    projects: [
      specs('apart', { include: apart }),
      specs('together', {
        include: ['packages/*/src/**/*.spec.ts', 'pretrained/*.spec.ts', 'release/*.spec.ts'],
        ...{ exclude: apart, isolate: false },
      }),
    ],
  },
});
