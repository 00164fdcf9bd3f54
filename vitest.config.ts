import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { common, sources } from './specSettings.js';

// These replace modules. All other specs share a process: loading the sources again for every file takes longer than most specs do.
const apart = ['packages/cli/src/**/*.spec.ts'];

/** Specs by name, in one process or each file in its own. */
function specs(name: string, test: TestProjectInlineConfiguration['test']): TestProjectInlineConfiguration {
  return {
    ...sources,
    test: {
      ...{ name, ...common, ...test },
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
