import { defineConfig } from 'vitest/config';
import { common, sources } from '../../specSettings.js';

// The specs that `mutate.mjs` names. Each file has a process of its own, so that no mutant reaches the next one.
export default defineConfig({
  ...sources,
  test: { ...common, include: (process.env['MUTATED_SPECS'] ?? '').split(','), isolate: true, maxWorkers: 1 },
});
