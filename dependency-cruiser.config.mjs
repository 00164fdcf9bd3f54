// Which package may import which: the arrows of docs/architecture.md, and no circle between files or folders of a package.

/** What each package may import, in data order. */
const mayImport = {
  vocabulary: [],
  random: [],
  formats: ['vocabulary'],
  cli: ['formats', 'vocabulary'],
  engine: ['cli', 'vocabulary'],
  models: ['formats', 'random', 'vocabulary'],
  adversary: ['models', 'random', 'vocabulary'],
  'torch-file': ['formats', 'random', 'vocabulary'],
  data: ['cli', 'formats', 'random', 'vocabulary'],
  train: ['adversary', 'cli', 'engine', 'formats', 'models', 'random', 'vocabulary'],
  import: ['cli', 'formats', 'models', 'random', 'torch-file', 'vocabulary'],
  export: ['cli', 'formats', 'torch-file', 'vocabulary'],
  predict: ['cli', 'engine', 'formats', 'models', 'random', 'vocabulary'],
  attack: ['adversary', 'cli', 'engine', 'formats', 'models', 'random', 'vocabulary'],
  explain: ['cli', 'engine', 'formats', 'models', 'random', 'vocabulary'],
  pipeline: ['formats', 'vocabulary'],
  report: ['cli', 'formats', 'pipeline', 'vocabulary'],
  'nx-plugin': ['cli', 'engine', 'formats', 'pipeline', 'vocabulary'],
};

const tests = '[.](spec|fixture|fake)[.]ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...Object.entries(mayImport).map(([name, others]) => ({
      name: `what ${name} may import`,
      severity: 'error',
      from: { path: `^packages/${name}/src/` },
      to: { path: '^packages/', pathNot: `^packages/(${[name, ...others].join('|')})/` },
    })),
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no circles of folders',
      severity: 'error',
      scope: 'folder',
      from: { path: '^packages/' },
      to: { circular: true },
    },
  ],
  options: {
    includeOnly: '^packages/[^/]+/src/',
    // Specs stand beside what they test and share fixtures; eslint holds them to their own package.
    exclude: { path: tests },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.spec.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['@bcos-bench/source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
