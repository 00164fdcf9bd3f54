import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fakeStage, fakeStages, settingsOfPipelines } from '../../packages/nx-plugin/src/testing/workspace.fake.js';
import { copyWorkspace, type WorkspaceCopy } from '../workspaceCopy.js';

const repository = resolve(import.meta.dirname, '../..');

/** A pipeline that has a node of every stage but `check`, and a network of every source. */
export const PIPELINE = `title: Incremental
data: { dataset: shapes, train: 100, test: 10 }
networks:
  a: { title: Network A, train: { arch: resnet8, epochs: 1 } }
  b: { title: Network B, import: { from: b.pt, published: 'https://example.org/b', arch: bcos-resnet8 } }
  c: { title: Network C, checkpoint: pretrained/c }
attacks:
  - { norm: linf, eps: [8/255], steps: [20] }
  - { norm: l2, eps: [0.5], steps: [20], networks: [b] }
explanations:
  - { network: b, attack: { norm: linf, eps: 8/255, steps: 20 } }
measures:
  - { network: b, limit: 9 }
detections:
  - { network: b, attack: { norm: linf, eps: 8/255, steps: 20 }, limit: 8 }
audits:
  - { network: b, norm: linf, eps: 8/255, from: a }
transfer:
  - { norm: linf, eps: [8/255], steps: [20], from: [b], to: [a] }
corruptions:
  - { corruption: [jpeg], severity: [1], networks: [a] }
report:
  tables:
    - { id: t, title: Table, norm: linf, eps: [8/255], steps: [20], rows: [{ network: a }, { network: b }, { network: c }] }
  figures:
    - { id: f, title: Figure, kind: training-curves, networks: [a] }
`;

/**
 * A copy of the workspace with its own sources, lock file and plugin, in which programs that write a few bytes stand in for the
 * stages' commands. What runs after which change is decided by what is real in it; what takes hours is not.
 */
export function copyWithStandIns(environment: Readonly<Record<string, string>>): WorkspaceCopy {
  const copy = copyWorkspace(environment);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(copy.root, path)), { recursive: true });
    writeFileSync(join(copy.root, path), text);
  };
  // Compiling after every change of a source takes half a minute, and what ran would be the same.
  for (const name of ['cli', 'engine', 'formats', 'nx-plugin', 'pipeline', 'vocabulary']) {
    cpSync(join(repository, 'packages', name, 'dist'), join(copy.root, 'packages', name, 'dist'), { recursive: true });
  }
  write('nx.json', settingsOfPipelines(copy.root));
  for (const stage of fakeStages) write(`packages/${stage}/bin/bcos-${stage}.js`, fakeStage(stage));
  const engine = readFileSync(join(copy.root, 'packages/engine/package.json'), 'utf8');
  write('packages/engine/package.json', engine.replace(/"command": "[^"]*native[^"]*"/, '"command": "node --version"'));
  for (const file of ['model.json', 'model.safetensors', 'metrics.parquet'])
    write(`pretrained/c/${file}`, 'made before');
  write('weights/b.pt', 'weights');
  // No spec and no prose of a package is an input of these specs: what they edit of both is their own.
  write('packages/attack/src/edited.spec.ts', 'export {};\n');
  write('packages/attack/README.md', 'An attack.\n');
  write('pipelines/incremental.yaml', PIPELINE);
  return copy;
}
