// Writes the card of every network in this folder, NAME/README.md, out of its own files, the words of cards.json and the
// results of the pipeline that attacks it, so that no number of a card is written by hand:
//
//     PIPELINE=cifar10,bcos-resnet56 npx nx run-many -t report
//     node pretrained/makeCards.mjs [NAME...]
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readCheckpoint, readTrainingMetrics, writeManifest } from '@bcos-bench/formats';

const here = fileURLToPath(new URL('.', import.meta.url));
const { positionals } = parseArgs({ allowPositionals: true });

const percent = (share) => (100 * share).toFixed(2);
const interval = ({ value, low, high }) => `${percent(value)}% (${percent(low)} to ${percent(high)})`;
const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function parametersTable({ architecture, provenance }) {
  const all = { ...architecture, ...provenance.parameters };
  const rows = Object.entries(all).map(([key, value]) => [key, value === null ? 'none' : JSON.stringify(value)]);
  return table(['', ''], rows);
}

async function curve(folder) {
  const epochs = await readTrainingMetrics(folder);
  const rows = epochs.map((row) => [
    row.epoch,
    row.learning_rate.toPrecision(3),
    row.train_loss.toFixed(4),
    percent(row.train_top1),
    row.test_loss.toFixed(4),
    percent(row.test_top1),
  ]);
  return table(['epoch', 'learning rate', 'training loss', 'training top-1 %', 'test loss', 'test top-1 %'], rows);
}

function attackTable(name, pipeline) {
  const { attacks } = JSON.parse(readFileSync(join('out', pipeline, 'report/results.json'), 'utf8'));
  const rows = attacks
    // The name of a node of plain PGD ends with its threat; others go on with what is different.
    .filter(({ network, node, threat, robust }) => network === name && robust !== null && node.endsWith(`-${threat}`))
    .map(({ norm, eps, steps, threat, robust }) => [norm, eps, steps, threat, robust.total, interval(robust)]);
  return table(['norm', 'eps', 'steps', 'threat', 'images', 'accuracy (Wilson 95%)'], rows);
}

async function card(name, { about, command, isNot, pipeline }) {
  const folder = join(here, name);
  const { model, arrays } = readCheckpoint(folder);
  const numbers = [...arrays.values()].reduce((sum, { data }) => sum + data.length, 0);
  const bytes = readFileSync(join(folder, 'model.safetensors'));
  const { seconds } = JSON.parse(readFileSync(join(folder, 'timing.json'), 'utf8'));
  if (model.cleanAccuracy === null) throw new Error(`${name}: model.json has no clean accuracy`);
  const { top1, top5 } = model.cleanAccuracy;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const normalised =
    model.normalisation === null
      ? 'not normalised: their inverses stand beside them as channels'
      : 'normalised by the channel means and deviations of the training split';
  return `# ${name}

${about.trim()}

Made by \`node pretrained/makeCards.mjs\`; do not edit.

- **Weights**: \`model.safetensors\`, ${numbers} numbers, ${(bytes.length / 1e6).toFixed(2)} MB, SHA-256 \`${sha256}\`.
- **Data**: ${model.provenance.dataset}, all 50,000 training images, ${normalised}.
- **Clean accuracy** of the ${top1.total} test images: top-1 ${interval(top1)}, top-5 ${interval(top5)}. Again by
  \`npx bcos-predict --data DATA --checkpoint pretrained/${name} --out OUT\`.
- **Time**: ${(seconds / 3600).toFixed(2)} hours of one core that was shared with other work.

## Command

    ${command}

## What was used

${parametersTable(model)}

## Attacks

PGD on the first images of the test split, by \`PIPELINE=${pipeline} npx nx run-many -t report\`:

${attackTable(name, pipeline)}

## Curve

${await curve(folder)}

## What it is not

${isNot.trim()}
`;
}

const cards = JSON.parse(readFileSync(join(here, 'cards.json'), 'utf8'));
for (const [name, words] of Object.entries(cards)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  writeFileSync(join(here, name, 'README.md'), await card(name, words));
  // The card is a file of the folder too: the manifest comes last.
  writeManifest(join(here, name), 'bcos-train');
  process.stdout.write(`pretrained/${name}/README.md, manifest.json\n`);
}
