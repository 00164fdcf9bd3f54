import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeManifest } from '@bcos-bench/formats';
import { forms } from '../../packages/data/src/shapes/form.js';
import { writeUntrained } from '../../packages/models/src/testing/untrainedCheckpoint.fixture.js';

/** One thing that can be otherwise in a workspace; it is made, and taken back when it is drawn again. */
export interface SmallChange {
  readonly kind: 'YAML' | 'source' | 'file' | 'result' | 'environment';
  /** Changes files. @returns what takes it back */
  readonly make?: (root: string) => () => void;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A pipeline with a network of each kind that costs little, and an attack that another node reads. */
export const PIPELINE = `title: Small
data: { dataset: shapes, train: 64, test: 32 }
networks:
  trained: { title: Trained, train: { arch: resnet8, epochs: 1 } }
  given: { title: Given, checkpoint: pretrained/net }
attacks:
  - { norm: linf, eps: [4/255], steps: [2], keep: 4 }
  - { norm: l2, eps: [0.5], steps: [2], networks: [given] }
explanations:
  - { network: given, attack: { norm: linf, eps: 4/255, steps: 2 }, limit: 4, method: input-x-gradient }
report:
  tables:
    - { id: table-1, title: Table, norm: linf, eps: [4/255], steps: [2], rows: [{ network: trained }, { network: given }] }
  figures:
    - { id: figure-1, title: Training, kind: training-curves, networks: [trained] }
`;

const classes = [...forms.keys()];

/** Writes the checkpoint that the pipeline names. */
export function writeGivenNetwork(root: string, seed: number): void {
  const folder = join(root, 'pretrained/net');
  writeUntrained(folder, 'resnet8', { classes, seed });
  writeManifest(folder, 'bcos-train');
}

const yaml = (from: string, to: string): SmallChange => edit('YAML', 'pipelines/small.yaml', from, to);
const source = (file: string, from: string, to: string): SmallChange => edit('source', `packages/${file}`, from, to);

/** What can be drawn, by what a failure calls it. */
export const smallChanges: Readonly<Record<string, SmallChange>> = {
  'images for training': yaml('train: 64', 'train: 96'),
  'images for attacks': yaml('test: 32', 'test: 24'),
  'another training': yaml('epochs: 1', 'epochs: 1, seed: 5'),
  'another radius': yaml('eps: [0.5]', 'eps: [0.25]'),
  'one more attack': yaml(
    '  - { norm: l2',
    '  - { norm: l2, eps: [1], steps: [1], networks: [given] }\n  - { norm: l2',
  ),
  'images that are kept': yaml('keep: 4', 'keep: 5'),
  'another method of explanation': yaml(', method: input-x-gradient', ''),
  'the title of a network': yaml('title: Given', 'title: "Given & <b>"'),
  'the title of a table': yaml('title: Table', 'title: Another'),
  'a comment': yaml('title: Small', '# A comment\ntitle: Small'),
  'the order of keys': yaml(
    '{ norm: linf, eps: [4/255], steps: [2], keep',
    '{ steps: [2], norm: linf, eps: [4/255], keep',
  ),
  'a step of an attack': source(
    'adversary/src/linfBall.ts',
    'tf.mul(tf.sign(gradient), stepSize)',
    'tf.mul(tf.sign(gradient), tf.mul(stepSize, 0.5))',
  ),
  'a comment of a source': source('adversary/src/l2Ball.ts', 'steps of one length', 'steps of equal length'),
  'the rate of a recipe': source('train/src/recipes/basic.ts', 'lr: 1e-3', 'lr: 2e-3'),
  'a sentence of the page': source('report/src/glossary.ts', 'What an attack may change', 'What it may change'),
  'weights of a given network': {
    kind: 'file',
    make: (root) => {
      writeGivenNetwork(root, 4);
      return () => writeGivenNetwork(root, 3);
    },
  },
  'times of a given network': {
    kind: 'file',
    make: (root) => {
      utimesSync(join(root, 'pretrained/net/model.safetensors'), new Date(), new Date());
      return () => undefined;
    },
  },
  'a result is gone': once((root) => rmSync(join(root, 'out/small/data'), { recursive: true, force: true })),
  'all results are gone': once((root) => rmSync(join(root, 'out'), { recursive: true, force: true })),
  'a result is spoilt': once((root) =>
    writeFileSync(join(root, 'out/small/train-trained/model.safetensors'), 'spoilt'),
  ),
  'a time zone and a locale': { kind: 'environment', environment: { TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8' } },
  'a launcher': { kind: 'environment', environment: { LAUNCHER: 'nice -n 1' } },
  'each attack by itself': { kind: 'environment', environment: { BCOS_ATTACK_JOBS: '' } },
  'fewer images of every attack': { kind: 'environment', environment: { LIMIT: '8' } },
  'one task at a time': { kind: 'environment', environment: { NX_PARALLEL: '1' } },
};

/** What happens to results, which a run makes good. */
function once(happen: (root: string) => void): SmallChange {
  return {
    kind: 'result',
    make: (root) => {
      happen(root);
      return () => happen(root);
    },
  };
}

function edit(kind: SmallChange['kind'], file: string, from: string, to: string): SmallChange {
  const replace = (root: string, [was, is]: readonly [string, string]): void => {
    const path = join(root, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(was)) throw new Error(`${file} has nothing like ${was}`);
    writeFileSync(path, text.replace(was, is));
  };
  return {
    kind,
    make: (root) => {
      replace(root, [from, to]);
      return () => replace(root, [to, from]);
    },
  };
}
