import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const repository = resolve(import.meta.dirname, '../../../..');

/** Packages of the fake workspace and what they depend on, as in the real one. */
const dependencies = {
  formats: [],
  engine: ['formats'],
  data: ['formats'],
  train: ['engine', 'formats'],
  import: ['engine', 'formats'],
  attack: ['engine', 'formats'],
  explain: ['engine', 'formats'],
  measure: ['engine', 'formats'],
  predict: ['engine', 'formats'],
  report: ['formats'],
};

/** The files of a real stage's output that matter to the DAG. The last two differ from run to run. */
const written = {
  data: ['dataset.json', 'train-00000-of-00001.arrow', 'test-00000-of-00001.arrow'],
  train: ['model.json', 'model.safetensors', 'metrics.parquet', 'timing.json'],
  import: ['model.json', 'model.safetensors', 'timing.json'],
  attack: ['samples.parquet', 'examples.arrow', 'timing.json'],
  explain: ['explanations.arrow', 'timing.json'],
  measure: ['measures.parquet', 'summary.json', 'timing.json'],
  predict: ['predictions.parquet', 'timing.json'],
  report: ['index.html'],
};

/** A package whose command has a stand-in. */
type FakeStage = keyof typeof written;

/** The packages whose commands have stand-ins. */
export const fakeStages: readonly FakeStage[] = [
  'data',
  'train',
  'import',
  'attack',
  'explain',
  'measure',
  'predict',
  'report',
];

/**
 * The program that stands in for a stage's command: it notes that it ran, and writes files made of its flags, its
 * package's source and the folders that it reads; `timing.json` holds the time. With the word `jobs` it computes many, as
 * `runStageJobs` has it, and notes that it began.
 */
export function fakeStage(stage: FakeStage): string {
  return `
import { appendFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';

const isFolder = (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function publishedFor(words) {
  const weights = join('weights', words[words.indexOf('--from') + 1] ?? '');
  return words.includes('--from') && existsSync(weights) ? readFileSync(weights) : '';
}

function run(words) {
  const out = words[words.indexOf('--out') + 1];
  const source = readFileSync(join(import.meta.dirname, '../src/index.ts'));
  const hash = createHash('sha256').update(words.join(' ')).update(publishedFor(words)).update(source);
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
  const digest = (text) => createHash('sha256').update(text).digest('hex');
  const sealed = readdirSync(out).filter((name) => name !== 'timing.json').sort();
  const files = Object.fromEntries(sealed.map((name) => [name, { bytes: content.length, sha256: digest(content) }]));
  const manifest = JSON.stringify({ files, stage: 'bcos-${stage}', version: 1 });
  writeFileSync(join(out, 'manifest.json'), manifest);
  writeFileSync(join(out, 'manifest.sha256'), digest(manifest) + '\\n');
}

const words = process.argv.slice(2);
if (words[0] === 'identity') {
  const published = createHash('sha256').update(publishedFor(words)).digest('hex');
  process.stdout.write((process.env.FAKE_SOURCE ?? 'source') + published);
} else if (words[0] === 'jobs') {
  appendFileSync('processes.log', process.pid + '\\n');
  for await (const line of createInterface({ input: process.stdin })) {
    run(JSON.parse(line));
    console.log('{"exit":0}');
  }
} else {
  run(words);
}
`;
}

/** Nx's settings of a workspace, with the plugin of the pipelines alone, as it is compiled. */
export function settingsOfPipelines(root: string): string {
  const settings = z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(join(root, 'nx.json'), 'utf8')));
  return JSON.stringify({ ...settings, plugins: ['./packages/nx-plugin/dist/plugin.js'] });
}

/** A workspace in a temporary folder whose stages are stand-ins, with the real plugin and the real Nx. */
export interface FakeWorkspace {
  readonly root: string;
  /** Writes `pipelines/small.yaml`. */
  readonly writePipeline: (text: string) => void;
  /** Runs Nx and returns the nodes whose command was run, sorted: what comes from the cache is not among them. */
  readonly nodesRun: (words: readonly string[], environment?: Readonly<Record<string, string>>) => string[];
  /** How many processes the last run started to compute many cells. */
  readonly processesOfMany: () => number;
  readonly remove: () => void;
}

/**
 * Makes the workspace; it shares nothing with the repository but the plugin and `node_modules`. The plugin is compiled
 * here, by itself: what else stands in the repository need not compile.
 */
export function makeFakeWorkspace(): FakeWorkspace {
  execFileSync(process.execPath, [join(repository, 'packages/nx-plugin/build.mjs')]);
  const root = mkdtempSync(join(tmpdir(), 'bcos-pipeline-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('package.json', JSON.stringify({ name: 'fake', private: true, workspaces: ['packages/*'] }));
  write('nx.json', settingsOfPipelines(repository));
  write('tsconfig.base.json', '{}');
  write('.gitignore', 'node_modules\nout\n.nx\n*.log\n');
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
  symlinkSync(join(repository, 'packages/nx-plugin'), join(root, 'packages/nx-plugin'));
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  const [log, processes] = [join(root, 'runs.log'), join(root, 'processes.log')];
  const linesOf = (path: string): string[] => (existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []);
  return {
    root,
    writePipeline: (text) => write('pipelines/small.yaml', text),
    nodesRun: (words, environment = {}) => {
      for (const path of [log, processes]) rmSync(path, { force: true });
      runNx(root, words, environment);
      return linesOf(log).sort();
    },
    processesOfMany: () => linesOf(processes).length,
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
