import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPipeline } from '@bcos-bench/pipeline';
import { CIFAR10_CLASSES } from '@bcos-bench/vocabulary';
import { runStage } from '@bcos-bench/cli';
import { attackStage } from '../packages/attack/src/index.js';
import { reportStage } from '../packages/report/src/reportStage.js';
import { writeResultFolder } from '../packages/report/src/testing/resultFolder.fixture.js';

/** Images that the attack keeps. */
export const LIVE_IMAGES = 10;
export const LIVE_STEPS = 20;
/** The network that the page holds, from the workspace root. */
export const LIVE_CHECKPOINT = 'pretrained/bcos-resnet20';
/** The node of its attack. */
export const LIVE_ATTACK = `attack-bcos-resnet20-linf-8_255-${LIVE_STEPS}-encoded`;

/** A network that is trained, on images that are made up, with an attack and an explanation; the page holds its weights. */
const pipeline = (live: string): string => `
title: One network, live
data: { dataset: shapes, train: 100, test: ${LIVE_IMAGES} }
networks:
  bcos-resnet20: { title: Bcos-ResNet-20, checkpoint: ${LIVE_CHECKPOINT} }
attacks:
  - { norm: linf, eps: 8/255, steps: ${LIVE_STEPS}, keep: ${LIVE_IMAGES} }
report: { tables: [], figures: [], live: ${live} }
`;

/** Attacks the network with bcos-attack, and makes the report. @returns the path of its page, and the folder of all results */
export async function writeLivePage(
  root: string,
  live = '[bcos-resnet20]',
): Promise<{ page: string; results: string }> {
  mkdirSync(root, { recursive: true });
  const [file, results, out] = [join(root, 'live.yaml'), join(root, 'results'), join(root, 'report')];
  writeFileSync(file, pipeline(live));
  const quiet = ['--quiet', '--force'];
  if (!readdirSync(root).includes('results')) {
    await writeResultFolder(results, readPipeline(file), LIVE_IMAGES, CIFAR10_CLASSES);
    const attack = join(results, LIVE_ATTACK);
    rmSync(attack, { recursive: true });
    const from = ['--data', join(results, 'data'), '--checkpoint', LIVE_CHECKPOINT, '--keep', String(LIVE_IMAGES)];
    const how = ['--norm', 'linf', '--eps', '8/255', '--steps', String(LIVE_STEPS), '--limit', String(LIVE_IMAGES)];
    await runStage(attackStage, [...from, ...how, '--out', attack, ...quiet]);
  }
  await runStage(reportStage, ['--pipeline', file, '--in', results, '--out', out, ...quiet]);
  return { page: join(out, 'index.html'), results };
}
