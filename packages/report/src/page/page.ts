import { count } from '../count.js';
import type { AbsentFigure, Figure } from '../figure/figure.js';
import { markup, Markup, shownText } from '../markup/markup.js';
import { missingNodes, type PipelineResults } from '../results/pipelineResults.js';
import type { RobustnessTable } from '../table/robustnessTable.js';
import { fontFaces } from '../typeface.js';
import { codeList, figureSection } from './figureSection.js';
import { robustnessSection } from './robustnessSection.js';
import { sanitySection } from './sanitySection.js';
import { setup } from './setup.js';
import { styleSheet } from './styleSheet.js';

/** What the page shows. */
export interface PageContent {
  readonly results: PipelineResults;
  readonly tables: readonly RobustnessTable[];
  readonly figures: readonly (Figure | AbsentFigure)[];
}

/** The whole page as one HTML file that asks for nothing from elsewhere: style, fonts and pictures are within. */
export async function page(content: PageContent): Promise<string> {
  const body = pageBody(content);
  const faces = await fontFaces(shownText(body));
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${content.results.spec.title} · B-cos Bench</title>
<style>
${new Markup(faces)}${new Markup(styleSheet)}</style>
</head>
<body>
${body}
</body>
</html>
`.source;
}

/** A part of the page that the contents link to. */
interface Section {
  readonly id: string;
  readonly heading: string;
  readonly content: Markup;
}

function pageBody({ results, tables, figures }: PageContent): Markup {
  const sections: readonly Section[] = [
    { id: 'setup', heading: 'What was run', content: setup(results) },
    { id: 'tables', heading: 'Robust accuracy', content: markup`${tables.map(robustnessSection)}` },
    { id: 'sanity', heading: 'Can the numbers be believed?', content: sanitySection(results) },
    { id: 'figures', heading: 'Figures', content: markup`${figures.map(figureSection)}` },
  ];
  const shown = sections.filter(({ content }) => content.source !== '');
  return markup`<header>
<p class="kind">B-cos Bench</p>
<h1>${results.spec.title}</h1>
<p class="lead">${lead(results)}</p>
<nav aria-label="Contents"><ul>
${shown.map(({ id, heading }) => markup`<li><a href="#section-${id}">${heading}</a></li>`)}
<li><a href="results.json">results.json</a></li>
</ul></nav>
${missingNotice(missingNodes(results))}
</header>
<main>
${shown.map(
  ({ id, heading, content }) => markup`<section id="section-${id}" aria-labelledby="section-${id}-heading">
<h2 id="section-${id}-heading">${heading}</h2>
${content}</section>
`,
)}</main>
<footer><p>All numbers, with their counts, intervals and nodes: <a href="results.json">results.json</a>.</p></footer>`;
}

function lead({ dataset, networks, attacks }: PipelineResults): string {
  return `How ${networks.length} networks classify ${dataset.name} under ${attacks.size} attacks, and what the attacks do to their explanations.`;
}

function missingNotice(missing: readonly string[]): Markup | null {
  if (missing.length === 0) return null;
  const words =
    missing.length === 1 ? '1 node has not run: its part' : `${count(missing.length)} nodes have not run: their part`;
  return markup`<details class="missing"><summary>${words} is missing here.</summary>
<p>${codeList(missing)}</p></details>`;
}
