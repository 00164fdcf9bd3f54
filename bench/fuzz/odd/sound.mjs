// The sound inputs that are made odd: small folders and files, made by the stages themselves.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { stageExitCode } from '../../../packages/cli/dist/index.js';
import { attackStage } from '../../../packages/attack/dist/stage/attackStage.js';
import { dataStage } from '../../../packages/data/dist/dataStage.js';
import { explainStage } from '../../../packages/explain/dist/stage.js';
import { exportStage } from '../../../packages/export/dist/exportStage.js';
import { reportStage } from '../../../packages/report/dist/reportStage.js';
import { trainStage } from '../../../packages/train/dist/trainStage.js';

export const PIPELINE = `title: Odd
data: { dataset: shapes, train: 24, test: 12 }
networks:
  n:
    title: N
    train: { arch: resnet8, epochs: 1, lr: 0.003, adversarial: 'linf:8/255:1' }
attacks:
  - norm: linf
    eps: &eps [8/255]
    steps: [1]
    networks: [n]
    limit: 4
    keep: 4
    step-size: 2/255
    random-start: true
    flags: { batch: 8 }
explanations:
  - { network: n, attack: &attack { norm: linf, eps: 8/255, steps: 1, step-size: 2/255, random-start: true }, limit: 4, method: input-x-gradient }
report:
  tables:
    - { id: table-1, title: T, norm: linf, eps: *eps, steps: [1], step-size: 2/255, random-start: true, rows: [{ network: n }] }
  figures:
    - { id: figure-1, kind: training-curves, title: F, networks: [n] }
    - { id: figure-2, kind: noise, title: F, networks: [n], attack: *attack, images: 2 }
`;

/** Makes all of it in `folder`. */
export async function makeSound(folder) {
  const at = (...parts) => join(folder, ...parts);
  const made = async (stage, words) => {
    const lines = [];
    const code = await stageExitCode(stage, [...words, '--quiet'], {
      say: () => {},
      complain: (line) => lines.push(line),
    });
    if (code !== 0) throw new Error(`the sound inputs cannot be made: ${lines.join()}`);
  };
  await made(dataStage, ['--dataset', 'shapes', '--train', '24', '--test', '12', '--out', at('data')]);
  await made(trainStage, [
    '--data',
    at('data'),
    '--arch',
    'resnet8',
    '--epochs',
    '1',
    '--batch',
    '24',
    '--out',
    at('network'),
  ]);
  await made(exportStage, ['--checkpoint', at('network'), '--out', at('weights', 'resnet8.pt')]);
  const net = ['--data', at('data'), '--checkpoint', at('network')];
  const attack = ['--norm', 'linf', '--eps', '8/255', '--steps', '1', '--step-size', '2/255', '--random-start'];
  await made(attackStage, [...net, ...attack, '--limit', '4', '--keep', '4', '--out', at('attack')]);
  // Of four images none may be classified correctly, and then there is nothing to detect.
  await made(attackStage, [...net, ...attack, '--limit', '12', '--keep', '12', '--out', at('attack-of-all')]);
  const explain = ['--examples', at('attack'), '--limit', '4', '--method', 'input-x-gradient'];
  await made(explainStage, [...net, ...explain, '--out', at('explanation')]);
  const cell = 'n-linf-8_255-1-encoded-random-start-step-size-2_255';
  cpSync(at('data'), at('results', 'data'), { recursive: true });
  cpSync(at('network'), at('results', 'train-n'), { recursive: true });
  cpSync(at('attack'), at('results', `attack-${cell}`), { recursive: true });
  cpSync(at('explanation'), at('results', `explain-${cell}-method-input-x-gradient`), { recursive: true });
  mkdirSync(at('workspace', 'pipelines'), { recursive: true });
  writeFileSync(at('workspace', 'pipelines', 'odd.yaml'), PIPELINE);
  const pipeline = at('workspace', 'pipelines', 'odd.yaml');
  await made(reportStage, ['--pipeline', pipeline, '--in', at('results'), '--out', at('report')]);
  await makeImages(at('images'));
}

async function makeImages(folder) {
  const sharp = createRequire(new URL('../../../packages/data/package.json', import.meta.url))('sharp');
  for (const split of ['train', 'test']) {
    for (const [label, name] of ['ant', 'bee'].entries()) {
      mkdirSync(join(folder, split, name), { recursive: true });
      for (let i = 0; i < 3; i += 1) {
        const background = { r: 80 * label, g: 60 * i, b: split === 'train' ? 0 : 200 };
        const image = sharp({ create: { width: 32, height: 32, channels: 3, background } });
        await image.png().toFile(join(folder, split, name, `${i}.png`));
      }
    }
  }
}
