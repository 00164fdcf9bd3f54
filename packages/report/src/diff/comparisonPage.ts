import { probabilityText } from '@bcos-bench/vocabulary';
import { counted } from '../count.js';
import { folded } from '../markup/folded.js';
import { markup, type Markup } from '../markup/markup.js';
import { scrollBox } from '../markup/scrollBox.js';
import { htmlDocument, QUIET_POLICY } from '../page/htmlDocument.js';
import { ABSENT, describeShare } from '../percentage.js';
import { rangeText } from '../results/imageOutcomes.js';
import type { ChangedImages, ComparedCell, Comparison } from './compareResults.js';
import { COMPARISON_NOTE, comparisonWords, OUTCOME_WORDS, points, share } from './comparisonWords.js';

const HEADS = ['network', 'accuracy', 'A', 'B', 'B − A', 'p', 'outcome', 'only A / only B'] as const;
/** How many columns hold words, at the start. */
const WORDS = 2;

/** A comparison as one HTML file that requests nothing and runs nothing; `a` and `b` are the folders as they were named. */
export function comparisonPage(comparison: Comparison, a: string, b: string): Promise<string> {
  return htmlDocument({
    ...{ title: 'Two reports compared', policy: QUIET_POLICY },
    ...{ head: null, body: body(comparison, a, b), end: null, furtherCharacters: '' },
  });
}

function body(comparison: Comparison, a: string, b: string): Markup {
  const { summary, warning, flagsAppeared, flagsGone } = comparisonWords(comparison);
  const differing = comparison.cells.filter(({ outcome }) => outcome !== 'equal');
  const equal = comparison.cells.filter(({ outcome }) => outcome === 'equal');
  return markup`<header>
<p class="kind">B-cos Bench</p>
<h1>Two reports compared</h1>
<p class="headline">${summary}</p>
<p class="lead">A is <code>${a}</code>, B is <code>${b}</code>.</p>
${warning === null ? null : markup`<p class="warning" role="note">${warning}</p>`}
</header>
<main id="content">
${differing.length === 0 ? markup`<p>Nothing has changed.</p>` : cellTable('What is not equal', differing)}
${flagList('Flags that appeared in B', flagsAppeared)}
${flagList('Flags that disappeared in B', flagsGone)}
${equal.length === 0 ? null : folded(`${counted(equal.length, 'cell')} equal to the last image or count`, cellTable('What is equal', equal))}
</main>
`;
}

function cellTable(title: string, cells: readonly ComparedCell[]): Markup {
  const furthest = Math.max(...cells.flatMap(({ difference }) => furthestOf(difference)), 0.01);
  const table = markup`<table class="comparison">
<caption>${title}</caption>
<thead><tr>${HEADS.map((head, column) => markup`<th scope="col" class="${column < WORDS ? 'word' : 'number'}">${head}</th>`)}</tr></thead>
<tbody>
${cells.map((cell) => cellRow(cell, furthest))}</tbody>
</table>`;
  return markup`${scrollBox(title, table)}
<p class="note">${COMPARISON_NOTE} The bar of B − A is its 95% interval, with 0 in the middle.</p>
`;
}

function furthestOf(difference: ComparedCell['difference']): number[] {
  return difference === null ? [] : [Math.abs(difference.low), Math.abs(difference.high)];
}

function cellRow(cell: ComparedCell, furthest: number): Markup {
  const { title, description, a, b, difference, paired, changed, outcome } = cell;
  return markup`<tr class="${outcome}"><th scope="row">${title}</th><td class="word">${description}</td>
<td class="number" title="${describeShare(a)}">${share(a)}</td><td class="number" title="${describeShare(b)}">${share(b)}</td>
<td class="number">${difference === null ? ABSENT : change(difference, furthest)}</td>
<td class="number">${paired === null ? ABSENT : probabilityText(paired.p)}</td>
<td class="number">${OUTCOME_WORDS[outcome]}</td><td class="number">${changed === null ? ABSENT : changedImages(changed)}</td></tr>
`;
}

/** A difference in points, and its interval as a bar around 0. */
function change({ value, low, high }: NonNullable<ComparedCell['difference']>, furthest: number): Markup {
  const place = (share: number): string => `${(50 + (50 * share) / furthest).toFixed(1)}%`;
  return markup`<span title="${points(low)} to ${points(high)}">${points(value)}</span><span class="change" style="--low:${place(low)};--high:${place(high)}"></span>`;
}

/** Which images one report alone has right: their counts, and unfolded their numbers. */
function changedImages({ onlyA, onlyB }: ChangedImages): Markup {
  if (onlyA.length + onlyB.length === 0) return markup`none`;
  const line = (where: string, images: readonly number[]): Markup | null =>
    images.length === 0 ? null : markup`<p>right only in ${where}: ${rangeText(images).replaceAll(',', ', ')}</p>`;
  return markup`<details class="images"><summary>${onlyA.length} / ${onlyB.length}</summary>${line('A', onlyA)}${line('B', onlyB)}</details>`;
}

function flagList(head: string, flags: readonly string[]): Markup | null {
  if (flags.length === 0) return null;
  return markup`<h2>${head}</h2>
<ul>${flags.map((flag) => markup`<li>${flag}</li>`)}</ul>`;
}
