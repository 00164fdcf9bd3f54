import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { readPipeline } from '../readPipeline.js';
import { absentFiles } from './absentFiles.js';
import { absentNetworks } from './absentNetworks.js';
import { pipelineNodes } from './pipelineNodes.js';

const folder = mkdtempSync(join(tmpdir(), 'bcos-init-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
  vi.unstubAllEnvs();
});

/** A pipeline of these networks. */
function read(networks: string): ReturnType<typeof readPipeline> {
  const file = join(folder, 'small.yaml');
  writeFileSync(file, `data: { dataset: shapes }\nnetworks:\n${networks}attacks: []\n`);
  return readPipeline(file);
}

const trained = `  robust: { train: { init: mine, epochs: 2, adversarial: 'linf:8/255:7' } }
  mine: { import: { from: mine.onnx, normalise: none } }
  given: { checkpoint: pretrained/given }
  further: { train: { init: given, epochs: 1 } }
`;

it('is trained further from the checkpoint of the network that it names, which may come later in the file', () => {
  const nodes = pipelineNodes('small', read(trained));
  const robust = nodes.find(({ name }) => name === 'train-robust');
  expect(robust?.flags.join(' ')).toBe(
    '--adversarial linf:8/255:7 --data out/small/data --epochs 2 --init out/small/import-mine',
  );
  expect(robust?.reads.map(({ name }) => name)).toEqual(['data', 'import-mine']);
  const further = nodes.find(({ name }) => name === 'train-further');
  expect(further?.flags.join(' ')).toBe('--data out/small/data --epochs 1 --init pretrained/given');
  expect(further?.files).toEqual(['pretrained/given/model.json', 'pretrained/given/model.safetensors']);
  const places = ['import-mine', 'train-robust'].map((name) => nodes.findIndex((node) => node.name === name));
  expect(places[0]).toBeLessThan(places[1] ?? -1);
});

it('is absent with the file of the network that it begins with', () => {
  vi.stubEnv('WEIGHTS_DIR', '');
  const spec = read(trained);
  const absent = absentNetworks(spec, folder);
  expect([...absent]).toEqual(['robust', 'mine']);
  expect(absentFiles(spec, absent)[0]).toBe('robust: its training begins with mine, which is not there');
});

it.each([
  ['a: { train: { init: b } }', "key 'networks.a.train.init' names network 'b'; there are a"],
  [
    'a: { train: { init: a } }',
    "key 'networks.a.train.init' makes a circle: the training would begin with its own end",
  ],
  ['a: { train: { epochs: 2 } }', "key 'networks.a.train.arch' is missing (expected string)"],
  [
    'a: { train: { arch: resnet8, init: a } }',
    "key 'networks.a.train.init' is wrong: says what network it is, and so does arch: leave out one",
  ],
  [
    'a: { train: { arhc: resnet8 } }',
    "key 'networks.a.train.arhc' is wrong: bcos-train has no flag 'arhc'; did you mean arch?",
  ],
  [
    'a: { import: { from: a.pt, chanelOrder: bgr } }',
    "key 'networks.a.import.chanelOrder' is wrong: bcos-import has no flag 'chanel-order'; did you mean channel-order?",
  ],
  [
    'a: { train: { arch: resnet8, adversarialSteps: 1 } }',
    "key 'networks.a.train.adversarialSteps' is wrong: bcos-train has no flag 'adversarial-steps'; did you mean adversarial-step?",
  ],
])('says in one line what is wrong with %s', (network, line) => {
  expect(() => read(`  ${network}\n`)).toThrow(`small.yaml:3: ${line}`);
});
