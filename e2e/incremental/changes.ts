import { readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PIPELINE } from './standInWorkspace.js';

/** One thing that is changed, and what must run after it. */
export interface Change {
  /** What is changed, as in the table of `docs/incremental.md`. */
  readonly what: string;
  /** Makes the change in a workspace and returns what undoes it. */
  readonly make?: (root: string) => () => void;
  /** Environment variables of the run. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The nodes that must run, sorted. */
  readonly runs: readonly string[];
}

const attacksOnB = ['attack-b-l2-0.5-20-encoded', 'attack-b-linf-8_255-20-encoded'];
const attacks = ['attack-a-linf-8_255-20-encoded', ...attacksOnB, 'attack-c-linf-8_255-20-encoded'];
const explanation = 'explain-b-linf-8_255-20-encoded';
const measure = 'measure-b';
const detection = 'detect-b-linf-8_255-20-encoded';
/** It reads both checkpoints. */
const audit = 'audit-b-linf-8_255-encoded';
/** Images of an attack on `b`, evaluated by `a`. */
const transfer = 'transfer-a-from-b-linf-8_255-20-encoded';
/** Corrupted images, and their evaluation by `a`. */
const [corrupt, predict] = ['corrupt-jpeg', 'predict-a-jpeg'];
/** The nodes that read data and weights: everything that is computed after a training or an import. */
const evaluations = [...attacks, explanation, measure, detection, audit, transfer, predict];
/** Those of `a` besides its training, and those of `b` besides its import. */
const ofA = ['attack-a-linf-8_255-20-encoded', audit, transfer, predict];
const ofB = [...attacksOnB, explanation, measure, detection, audit, transfer];

/** Every change that is tried, in the order of the table. */
export const changes: readonly Change[] = [
  { what: 'nothing', runs: [] },
  { what: '`out/` is deleted', make: removed('out'), runs: [] },
  pipeline('a comment', PIPELINE, `# A comment.\n${PIPELINE}`, []),
  pipeline('the order of keys', 'train: 100, test: 10', 'test: 10, train: 100', []),
  pipeline('eps of one cell', 'eps: [0.5]', 'eps: [0.25]', ['attack-b-l2-0.25-20-encoded', 'report']),
  pipeline('steps of a grid', 'eps: [0.5], steps: [20]', 'eps: [0.5], steps: [50]', [
    'attack-b-l2-0.5-50-encoded',
    'report',
  ]),
  pipeline('epochs of a network', 'epochs: 1', 'epochs: 2', [...ofA, 'report', 'train-a']),
  pipeline('seed of a training', 'epochs: 1', 'epochs: 1, seed: 1', [...ofA, 'report', 'train-a']),
  pipeline('images of the data set', 'train: 100', 'train: 200', [
    ...evaluations,
    corrupt,
    'data',
    'report',
    'train-a',
  ]),
  pipeline('title of a figure', 'title: Figure', 'title: Another', ['report']),
  pipeline('one more network', '  c: {', '  d: { title: D, train: { arch: resnet8 } }\n  c: {', [
    'attack-d-linf-8_255-20-encoded',
    'report',
    'train-d',
  ]),
  pipeline('one network fewer', /^ {2}c: .*\n|, \{ network: c \}/gm, '', ['report']),
  pipeline('strength of a corruption', 'severity: [1]', 'severity: [2]', [corrupt, predict, 'report']),
  pipeline('one audit fewer', /^audits:\n.*\n/m, '', ['report']),
  // The attack no longer keeps all its images for the other network.
  pipeline('one transfer fewer', /^transfer:\n.*\n/m, '', [
    'attack-b-linf-8_255-20-encoded',
    explanation,
    detection,
    'report',
  ]),
  pipeline('images of a measurement', 'limit: 9', 'limit: 10', [measure, 'report']),
  pipeline('one measurement fewer', /^measures:\n.*\n/m, '', ['report']),
  pipeline('images of a detection', 'limit: 8', 'limit: 7', [detection, 'report']),
  pipeline('one detection fewer', /^detections:\n.*\n/m, '', ['report']),
  pipeline('one explanation fewer', /^explanations:\n.*\n/m, '', ['report']),

  // The results change, so the nodes that read them run too.
  source('adversary', [...attacks, audit, 'train-a']),
  source('attack', [...attacks, explanation, detection, audit, transfer, 'report']),
  source('bcos', []),
  source('cli', []),
  source('data', [...evaluations, corrupt, 'data', 'report', 'train-a']),
  source('engine', [...evaluations, 'train-a']),
  source('explain', [explanation, measure, detection, 'report']),
  source('export', []),
  source('formats', [...evaluations, corrupt, 'data', 'import-b', 'report', 'train-a']),
  source('import', [...ofB, 'import-b', 'report']),
  source('live', []),
  source('measure', [measure, detection, 'report']),
  source('models', [...evaluations, 'import-b', 'train-a']),
  edit('a source file of `packages/nx-plugin`', 'packages/nx-plugin/src/plugin.ts', /$/, '\n', []),
  source('onnx-file', [...evaluations, 'import-b', 'train-a']),
  source('pipeline', ['report']),
  source('predict', [transfer, predict, 'report']),
  source('random', [...evaluations, corrupt, 'data', 'import-b', 'train-a']),
  source('report', ['report']),
  source('torch-file', [corrupt, 'data', 'import-b']),
  source('train', [...ofA, 'report', 'train-a']),
  source('vocabulary', [...evaluations, corrupt, 'data', 'import-b', 'report', 'train-a']),
  edit('the progress bar', 'packages/cli/src/command/progress.ts', /$/, '\n', []),
  edit('the guard of the remote cache', 'packages/nx-plugin/src/cacheGuard/cacheGuard.ts', /$/, '\n', []),
  edit('`bcos plan`', 'packages/nx-plugin/src/plan/nodePlan.ts', /$/, '\n', []),
  edit('a spec beside a source', 'packages/attack/src/edited.spec.ts', /$/, '\n', []),
  edit('a README of a package', 'packages/attack/README.md', /$/, '\n', []),
  edit('version of a dependency (sharp, of data)', 'package-lock.json', locked('sharp'), '$1sha512-another==', [
    corrupt,
    'data',
  ]),
  edit(
    'version of a dependency (fflate, of torch-file, and of report through fast-png)',
    'package-lock.json',
    locked('fflate'),
    '$1sha512-another==',
    [corrupt, 'data', 'import-b', 'report'],
  ),
  edit("TensorFlow's version", 'packages/engine/native/wheels/linux-x64-cpu.txt', /\d+\.\d+\.\d+/g, '9.9.9', [
    ...evaluations,
    'train-a',
  ]),
  edit('compiler settings (`tsconfig.base.json`)', 'tsconfig.base.json', '{', '{ ', [
    ...evaluations,
    corrupt,
    'data',
    'import-b',
    'report',
    'train-a',
  ]),

  edit('a published file in `weights/`', 'weights/b.pt', 'weights', 'others', [...ofB, 'import-b', 'report']),
  edit('a given checkpoint', 'pretrained/c/model.safetensors', 'made', 'made long', [
    'attack-c-linf-8_255-20-encoded',
    'report',
  ]),
  { what: 'content of the data source', environment: { FAKE_SOURCE: 'another' }, runs: ['data', 'import-b'] },
  { what: 'time stamp of a source file', make: touched('packages/attack/src/plan/attackPlan.ts'), runs: [] },
  { what: 'place of the checkout', make: moved, runs: [] },
  { what: 'user, home and locale', environment: anotherUser(), runs: [] },
  { what: 'a launcher', environment: { LAUNCHER: 'nice -n 1' }, runs: [] },
  { what: 'number of tasks side by side', environment: { NX_PARALLEL: '1' }, runs: [] },
  { what: 'threads per task', environment: { BCOS_THREADS: '2' }, runs: [...evaluations, 'train-a'].sort() },
  { what: 'kind of machine', environment: { BCOS_MACHINE: 'another' }, runs: [...evaluations, 'train-a'].sort() },
  {
    what: 'images of every attack (`LIMIT`)',
    environment: { LIMIT: '8' },
    runs: [...evaluations, corrupt, 'report'].sort(),
  },
];

/** A text in a file, and its replacement. */
type Replacement = readonly [from: string | RegExp, to: string];

function pipeline(what: string, ...[from, to, runs]: [...Replacement, readonly string[]]): Change {
  return edit(what, 'pipelines/incremental.yaml', from, to, runs);
}

/** One more statement in a package. Its stage, if it has one, then writes other bytes. */
function source(name: string, runs: readonly string[]): Change {
  return edit(`a source file of \`packages/${name}\``, `packages/${name}/src/index.ts`, /$/, '\nexport {};\n', runs);
}

function edit(what: string, file: string, from: string | RegExp, to: string, runs: readonly string[]): Change {
  return {
    what,
    make: (root) => {
      const path = join(root, file);
      const text = readFileSync(path, 'utf8');
      const changed = text.replace(from, to);
      if (changed === text) throw new Error(`${file} has nothing like ${String(from)}`);
      writeFileSync(path, changed);
      return () => {
        writeFileSync(path, text);
      };
    },
    runs: [...runs].sort(),
  };
}

/** The hash of a package at the root of `node_modules`, as the lock file has it: another version has another hash. */
function locked(name: string): RegExp {
  return new RegExp(`("node_modules/${name}": \\{[^{}]*"integrity": ")[^"]*`);
}

function removed(folder: string): NonNullable<Change['make']> {
  return (root) => {
    rmSync(join(root, folder), { recursive: true });
    return () => undefined;
  };
}

function touched(file: string): NonNullable<Change['make']> {
  return (root) => {
    utimesSync(join(root, file), new Date(), new Date());
    return () => undefined;
  };
}

function moved(root: string): () => void {
  renameSync(root, `${root}-moved`);
  return () => {
    renameSync(`${root}-moved`, root);
  };
}

function anotherUser(): Record<string, string> {
  return {
    USER: 'another',
    LOGNAME: 'another',
    HOME: '/tmp',
    LANG: 'de_DE.UTF-8',
    LC_ALL: 'de_DE.UTF-8',
    TZ: 'Asia/Kathmandu',
  };
}
