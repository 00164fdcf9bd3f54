/// <reference lib="dom" />
// The page's attack in Firefox, beside TensorFlow, on ten images of CIFAR-10 and twenty steps of PGD:
//
//     node bench/page/firefox.mjs FIREFOX [--source CIFAR-10-ARCHIVE]
//
// FIREFOX is the program, such as Debian's firefox-esr; Node is 22 or later. It prints the largest relative difference of a loss, whether
// predictions agree, and what the page requested or complained of.
/* global document, setTimeout */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { runStage } from '@bcos-bench/cli';
import { readAttackSamples } from '@bcos-bench/formats';
import { attackStage } from '../../packages/attack/dist/index.js';
import { dataStage } from '../../packages/data/dist/index.js';
import { reportStage } from '../../packages/report/dist/reportStage.js';
import { lossesOnTensorFlow } from './lossesOnTensorFlow.mjs';
import { startFirefox } from './webDriver.mjs';

const [IMAGES, STEPS] = [10, 20];
const CHECKPOINT = 'pretrained/bcos-resnet20';
const { positionals, values } = parseArgs({ options: { source: { type: 'string' } }, allowPositionals: true });
const root = mkdtempSync(join(tmpdir(), 'firefox-page-'));
try {
  await makePage();
  await attackInFirefox(positionals[0] ?? 'firefox-esr');
} finally {
  rmSync(root, { recursive: true });
}

/** A page with a network, and the results that it shows. */
async function makePage() {
  const [file, data] = [join(root, 'live.yaml'), join(root, 'results/data')];
  const attack = join(root, `results/attack-bcos-resnet20-linf-8_255-${STEPS}-encoded`);
  writeFileSync(
    file,
    `data: { dataset: cifar10, train: 10, test: ${IMAGES} }
networks: { bcos-resnet20: { checkpoint: ${CHECKPOINT} } }
attacks: [{ norm: linf, eps: 8/255, steps: ${STEPS}, threat: encoded, keep: ${IMAGES} }]
report: { tables: [], figures: [], live: [bcos-resnet20] }
`,
  );
  const source = values.source === undefined ? [] : ['--source', values.source];
  await runStage(dataStage, ['--dataset', 'cifar10', '--train', '10', '--test', '10', ...source, '--out', data]);
  const how = ['--norm', 'linf', '--eps', '8/255', '--steps', String(STEPS), '--threat', 'encoded'];
  const what = ['--data', data, '--checkpoint', CHECKPOINT, '--keep', String(IMAGES)];
  await runStage(attackStage, [...what, ...how, '--out', attack, '--quiet']);
  const results = join(root, 'results');
  await runStage(reportStage, ['--pipeline', file, '--in', results, '--out', join(root, 'report'), '--quiet']);
}

/** @param {string} program */
async function attackInFirefox(program) {
  const expected = await lossesOnTensorFlow(CHECKPOINT, join(root, 'results/data'), STEPS);
  const samples = await readAttackSamples(join(root, `results/attack-bcos-resnet20-linf-8_255-${STEPS}-encoded`));
  const firefox = await startFirefox(program);
  await firefox.open(pathToFileURL(join(root, 'report/index.html')).href);
  /** @type {{ image: number, step: number, difference: number }[]} */
  const differences = [];
  let confirmed = 0;
  for (const { index } of samples) {
    const found = JSON.parse(await firefox.call(attackInPage, String(index)));
    const losses = found.losses.split(' ').map(Number);
    if (losses.length !== STEPS + 1) throw new Error(`image ${index}: ${losses.length} losses`);
    expected.get(index)?.forEach((loss, step) => {
      differences.push({ image: index, step, difference: Math.abs(losses[step] / loss - 1) });
    });
    if (found.check.includes('is confirmed')) confirmed += 1;
    process.stdout.write(`image ${index}: ${found.status} ${found.check}\n`);
  }
  const requested = firefox.events.filter(({ method }) => method === 'network.beforeRequestSent');
  const others = requested.map(({ params }) => params.request.url).filter((url) => !/^(file|data|blob):/.test(url));
  const said = firefox.events.filter(({ method }) => method === 'log.entryAdded').map(({ params }) => params.text);
  differences.sort((a, b) => b.difference - a.difference);
  for (const { image, step, difference } of differences.slice(0, 5))
    process.stdout.write(`image ${image}, step ${step}: relative difference ${difference.toExponential(1)}\n`);
  const beyond = differences.filter(({ difference }) => difference > 1e-3).length;
  process.stdout.write(
    `Firefox ${firefox.version}: ${beyond} of ${differences.length} losses differ by more than a thousandth, ` +
      `${confirmed} of ${samples.length} rows confirmed, requests: ${others.join(' ') || 'none'}, console: ${said.join(' ') || 'nothing'}\n`,
  );
  await firefox.close();
}

/** Runs in the page: attacks an image of the explorer, and checks its row. */
async function attackInPage(image) {
  const status = () => document.querySelector('#live [role="status"]')?.textContent ?? '';
  const until = async (words) => {
    while (!status().includes(words)) await new Promise((resolve) => setTimeout(resolve, 50));
    return status();
  };
  const click = (selector, words) =>
    [...document.querySelectorAll(selector)].find(({ textContent }) => textContent.includes(words))?.click();
  click(`#explorer [role="option"][data-index="${image}"]`, '');
  click('#live .actions button', '');
  const said = await until('Median time of a step');
  const losses = document.querySelector('.loss')?.getAttribute('data-losses') ?? '';
  click('#live button', 'Check this row');
  const check = await until('confirmed');
  return JSON.stringify({ status: said, losses, check });
}
