import { describeVariant, variantName } from '@bcos-bench/pipeline';
import { classList } from '@bcos-bench/vocabulary';
import { describeOrigin, shortNumbers, type Model } from '@bcos-bench/formats';
import { markup, type Markup } from '../markup/markup.js';
import type { NetworkResult } from '../results/networkResult.js';
import { methodName } from '../results/describeAttack.js';
import { NORM_SYMBOL } from '../results/normSymbol.js';
import { networkOf, type PipelineResults } from '../results/pipelineResults.js';
import { ABSENT, describeShare, percentage, percentageDecimals } from '../percentage.js';
import { count } from '../count.js';
import { numberLink } from './numberLink.js';
import { scrollBox } from '../markup/scrollBox.js';

/** What was run: the data set, the networks with their clean accuracy, the attacks. */
export function setup(results: PipelineResults): Markup {
  const { name, classes, splits } = results.dataset;
  return markup`<p><strong>${name}</strong>: ${count(splits.train.count)} training and ${count(splits.test.count)} test images of ${classes.length} classes (${classList(classes)}).</p>
${scrollBox('Networks', networksTable(results))}
${scrollBox('Attacks', attacksTable(results))}
`;
}

function networksTable(results: PipelineResults): Markup {
  return markup`<table>
<caption>Networks</caption>
<thead><tr><th scope="col">network</th><th scope="col">architecture</th><th scope="col">normaliser</th><th scope="col">made with</th><th scope="col" class="number">top-1</th><th scope="col" class="number">top-5</th></tr></thead>
<tbody>
${results.networks.map((network) => networkRow(results, network))}</tbody>
</table>
<p class="note">Clean accuracy in % over the whole test split.</p>`;
}

function networkRow({ spec }: PipelineResults, { id, title, node, model }: NetworkResult): Markup {
  const madeBy = spec.networks[id]?.checkpoint === undefined ? node : null;
  return markup`<tr><th scope="row">${title}<span class="sub">${id}</span></th><td>${
    model === null ? ABSENT : architecture(model)
  }</td><td>${model === null ? ABSENT : normaliser(model)}</td><td>${model === null ? ABSENT : parameters(model)}</td>${accuracy(model, 'top1', madeBy)}${accuracy(model, 'top5', madeBy)}</tr>
`;
}

function architecture({ architecture: { name, b, maxOut, norm, defence }, encoding, loss }: Model): Markup {
  const own = encoding === 'rgb+inverse' ? `b ${b}, MaxOut ${maxOut}, norm ${norm}, ` : '';
  const masked = defence === undefined ? '' : `, defence ${defence.name} ${defence.strength}`;
  return markup`${name}<span class="sub">${own}${loss} loss${masked}</span>`;
}

/** The normaliser of a network, and its origin. */
function normaliser({ encoding, normalisation, normalisationOrigin: origin }: Model): Markup {
  if (normalisation === null && encoding === 'rgb+inverse') {
    return markup`none<span class="sub">images in [0,1] with their inverses</span>`;
  }
  const { mean, std } = normalisation ?? { mean: [], std: [] };
  const constants = normalisation === null ? [] : [`mean ${shortNumbers(mean)}`, `std ${shortNumbers(std)}`];
  const said = normalisation === null ? markup`none` : codes(constants);
  return origin === undefined ? said : markup`${said}<span class="sub">${describeOrigin(origin)}</span>`;
}

/** The parameters with which the network was made, from its checkpoint; a line breaks only between parameters. */
function parameters({ provenance }: Model): Markup {
  const given = Object.entries(provenance.parameters).filter(([, value]) => value !== null && value !== undefined);
  return codes(given.map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`));
}

function codes(texts: readonly string[]): Markup {
  return markup`${texts.map((text) => markup`<code class="flag">${text}</code> `)}`;
}

function accuracy(model: Model | null, top: 'top1' | 'top5', madeBy: string | null): Markup {
  const share = model?.cleanAccuracy?.[top] ?? null;
  const text = percentage(share, percentageDecimals(share?.total ?? 0));
  return markup`<td class="number" data-value="${share?.value ?? ''}">${numberLink(text, describeShare(share), share === null ? null : madeBy)}</td>`;
}

function attacksTable(results: PipelineResults): Markup {
  return markup`<table>
<caption>Attacks</caption>
<thead><tr><th scope="col">norm</th><th scope="col">attack</th><th scope="col">radius</th><th scope="col">steps</th><th scope="col">threat</th><th scope="col">networks</th><th scope="col" class="number">images</th></tr></thead>
<tbody>
${results.spec.attacks.map((grid) => attackRow(grid, results))}</tbody>
</table>
<p class="note">Images are in [0,1]; radii are in the same unit.</p>`;
}

function attackRow(grid: PipelineResults['spec']['attacks'][number], results: PipelineResults): Markup {
  const flags = Object.entries(grid.flags).map(([name, value]) =>
    value === true ? `--${name}` : `--${name} ${value}`,
  );
  const own = flags.length === 0 ? null : markup`<span class="sub">${codes(flags)}</span>`;
  const variant = describeVariant(grid);
  const method = markup`${methodName(grid)}${variant === '' ? null : markup`<span class="sub">${variant}</span>`}`;
  const networks = grid.networks === 'all' ? ['all'] : grid.networks.map((id) => networkOf(results, id).title);
  const cells = [grid.eps, grid.steps, grid.threat, networks];
  return markup`<tr><th scope="row">${NORM_SYMBOL[grid.norm]}${own}</th><td>${method}</td>${cells.map((cell) => markup`<td>${cell.join(', ')}</td>`)}<td class="number">${imagesOf(grid, results).join(', ')}</td></tr>
`;
}

/**
 * The number of images and the split of a grid's attacks, such as `64 test`: one entry, unless some were run again on other
 * images.
 */
function imagesOf(grid: PipelineResults['spec']['attacks'][number], { attacks }: PipelineResults): string[] {
  const outcomes = [...attacks.values()]
    .filter(({ cell }) => variantName(cell) === variantName(grid))
    .filter(({ cell }) => cell.norm === grid.norm && grid.threat.includes(cell.threat) && grid.eps.includes(cell.eps))
    .flatMap(({ outcome }) => outcome ?? [])
    .sort((a, b) => a.robust.total - b.robust.total);
  const distinct = new Set(outcomes.map(({ robust, split }) => [count(robust.total), split ?? ''].join(' ').trim()));
  return distinct.size === 0 ? [ABSENT] : [...distinct];
}
