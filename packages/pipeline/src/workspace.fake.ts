import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const repository = resolve(import.meta.dirname, '../../..');

/** Packages of the fake workspace and what they depend on, as in the real one. */
const dependencies = {
  stage: [],
  engine: ['stage'],
  data: ['stage'],
  train: ['engine', 'stage'],
  import: ['engine', 'stage'],
  attack: ['engine', 'stage'],
  explain: ['engine', 'stage'],
  report: ['stage'],
};

/** The files of a real stage's output that matter to the DAG. The last two differ from run to run. */
const written = {
  data: ['dataset.json', 'train-00000-of-00001.arrow', 'test-00000-of-00001.arrow'],
  train: ['model.json', 'model.safetensors', 'metrics.parquet', 'timing.json'],
  import: ['model.json', 'model.safetensors', 'timing.json'],
  attack: ['samples.parquet', 'examples.arrow', 'timing.json'],
  explain: ['explanations.arrow', 'timing.json'],
  report: ['index.html'],
};

/** A stage whose command has a stand-in. */
type FakeStage = keyof typeof written;

/** The stages whose commands have stand-ins. */
export const fakeStages: readonly FakeStage[] = ['data', 'train', 'import', 'attack', 'explain', 'report'];

/**
 * The program that stands in for a stage's command: it notes that it ran, and writes files made of its flags, its
 * package's source and the folders that it reads; `timing.json` holds the time.
 */
export function fakeStage(stage: FakeStage): string {
  return `
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';

const words = process.argv.slice(2);
const weights = join('weights', words[words.indexOf('--from') + 1] ?? '');
const published = words.includes('--from') && existsSync(weights) ? readFileSync(weights) : '';
if (words[0] === 'identity') {
  process.stdout.write((process.env.FAKE_SOURCE ?? 'source') + createHash('sha256').update(published).digest('hex'));
  process.exit();
}
const out = words[words.indexOf('--out') + 1];
const hash = createHash('sha256').update(words.join(' ')).update(published).update(readFileSync(join(import.meta.dirname, '../src/index.ts')));
const isFolder = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
for (const folder of words.filter((word, at) => words[at - 1] !== '--out' && isFolder(word))) {
  for (const file of readdirSync(folder).filter((name) => /\\.(arrow|safetensors)$/.test(name))) {
    hash.update(readFileSync(join(folder, file)));
  }
}
appendFileSync('runs.log', basename(out) + '\\n');
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const content = hash.digest('hex');
for (const file of ${JSON.stringify(written[stage])}) {
  writeFileSync(join(out, file), file === 'timing.json' ? String(process.hrtime.bigint()) : content);
}
`;
}

/** A workspace in a temporary folder whose stages are stand-ins, with the real plugin and the real Nx. */
export interface FakeWorkspace {
  readonly root: string;
  /** Writes `pipelines/small.yaml`. */
  readonly writePipeline: (text: string) => void;
  /** Runs Nx and returns the nodes whose command was run, sorted: what comes from the cache is not among them. */
  readonly nodesRun: (words: readonly string[], environment?: Readonly<Record<string, string>>) => string[];
  readonly remove: () => void;
}

/**
 * Makes the workspace; it shares nothing with the repository but the plugin and `node_modules`. The plugin is compiled
 * here, by itself: what else stands in the repository need not compile.
 */
export function makeFakeWorkspace(): FakeWorkspace {
  execFileSync(process.execPath, [join(repository, 'node_modules/.bin/tsc'), '-b', 'packages/pipeline'], {
    cwd: repository,
  });
  const root = mkdtempSync(join(tmpdir(), 'bcos-pipeline-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('package.json', JSON.stringify({ name: 'fake', private: true, workspaces: ['packages/*'] }));
  write('nx.json', readFileSync(join(repository, 'nx.json'), 'utf8').replace('nx-plugin.mjs', 'dist/plugin.js'));
  write('tsconfig.base.json', '{}');
  write('.gitignore', 'node_modules\nout\n.nx\nruns.log\n');
  for (const [name, needs] of Object.entries(dependencies)) {
    const native = name === 'engine' ? { targets: { native: { command: 'node --version' } } } : {};
    const needed = Object.fromEntries(needs.map((other) => [`@bcos-bench/${other}`, '0.1.0']));
    write(
      `packages/${name}/package.json`,
      JSON.stringify({ name: `@bcos-bench/${name}`, type: 'module', nx: { name, ...native }, dependencies: needed }),
    );
    write(`packages/${name}/src/index.ts`, `export const version = 1;\n`);
  }
  for (const stage of fakeStages) {
    write(`packages/${stage}/bin/bcos-${stage}.js`, fakeStage(stage));
  }
  symlinkSync(join(repository, 'packages/pipeline'), join(root, 'packages/pipeline'));
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  const log = join(root, 'runs.log');
  return {
    root,
    writePipeline: (text) => write('pipelines/small.yaml', text),
    nodesRun: (words, environment = {}) => {
      rmSync(log, { force: true });
      runNx(root, words, environment);
      return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').sort() : [];
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

function runNx(root: string, words: readonly string[], environment: Readonly<Record<string, string>>): void {
  execFileSync(process.execPath, [join(root, 'node_modules/.bin/nx'), ...words], {
    cwd: root,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      PIPELINE: 'small',
      CI: 'true',
      NX_ISOLATE_PLUGINS: 'false',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
