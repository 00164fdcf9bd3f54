import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { modelSchema, readDataset, readExamples, readExplanations, readJson } from '@bcos-bench/formats';

const root = mkdtempSync(join(tmpdir(), 'shapes-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const PIPELINE = `title: Grey images of 28x28
data: { dataset: shapes, train: 40, test: 8, size: 28, channels: 1 }
networks:
  plain: { title: ResNet-8, train: { arch: resnet8, epochs: 1 } }
  bcos: { title: Bcos-ResNet-8, train: { arch: bcos-resnet8, epochs: 1, norm: bnu-linear } }
attacks:
  - { norm: linf, eps: [8/255], steps: [2], threat: [pixel], keep: 4 }
  - { norm: l2, eps: [0.5], steps: [2], keep: 4, networks: [bcos] }
explanations:
  - { network: bcos, attack: { norm: l2, eps: 0.5, steps: 2 }, limit: 4 }
report:
  tables:
    - { id: table-1, title: Accuracy, norm: linf, eps: [8/255], steps: [2], threat: pixel, rows: [{ network: plain }, { network: bcos }] }
  figures:
    - { id: figure-1, title: Explanations, kind: explanations, network: bcos, attack: { norm: l2, eps: 0.5, steps: 2 } }
    - { id: figure-2, title: Noise, kind: noise, networks: [bcos], pictures: 4, attack: { norm: l2, eps: 0.5, steps: 2 } }
`;

/** Runs a stage's command; paths are below the folder of the spec. */
function run(stage: string, out: string, flags: Readonly<Record<string, string | number>>): void {
  const command = fileURLToPath(new URL(`../packages/${stage}/bin/bcos-${stage}.js`, import.meta.url));
  const words = Object.entries({ ...flags, out }).map(([name, value]) => `--${name}=${value}`);
  execFileSync(process.execPath, [command, ...words, '--quiet'], { cwd: root, stdio: 'inherit' });
}

it('a pipeline of grey images of 28x28 goes from data to page', () => {
  writeFileSync(join(root, 'grey.yaml'), PIPELINE);
  run('data', 'out/data', { dataset: 'shapes', train: 40, test: 8, size: 28, channels: 1 });
  expect(readDataset(join(root, 'out/data')).shape).toEqual([28, 28, 1]);
  const data = 'out/data';
  run('train', 'out/train-plain', { data, arch: 'resnet8', epochs: 1 });
  run('train', 'out/train-bcos', { data, arch: 'bcos-resnet8', epochs: 1, norm: 'bnu-linear' });
  for (const network of ['plain', 'bcos']) {
    const checkpoint = `out/train-${network}`;
    const { imageShape } = readJson(join(root, checkpoint, 'model.json'), modelSchema, '');
    expect(imageShape).toEqual([28, 28, 1]);
    run('predict', `out/predict-${network}`, { data, checkpoint });
    const pixel = { data, checkpoint, norm: 'linf', eps: '8/255', steps: 2, threat: 'pixel', keep: 4 };
    run('attack', `out/attack-${network}-linf-8_255-2-pixel`, pixel);
    expect(readExamples(join(root, `out/attack-${network}-linf-8_255-2-pixel`)).shape).toEqual([28, 28, 1]);
  }
  const checkpoint = 'out/train-bcos';
  const examples = 'out/attack-bcos-l2-0.5-2-encoded';
  run('attack', examples, { data, checkpoint, norm: 'l2', eps: 0.5, steps: 2, keep: 4 });
  run('explain', 'out/explain-bcos-l2-0.5-2-encoded', { data, checkpoint, examples, limit: 4 });
  expect(readExplanations(join(root, 'out/explain-bcos-l2-0.5-2-encoded')).shape).toEqual([28, 28, 2]);
  run('report', 'out/report', { pipeline: 'grey.yaml', in: 'out' });
  const page = readFileSync(join(root, 'out/report/index.html'), 'utf8');
  expect(page).toContain('"rows":28,"columns":28');
  expect(page).toContain('Grey images of 28x28');
});
