import { emptyRecordPlace, HEADLINE_NAME, TITLE_END } from '@bcos-bench/pipeline';
import { count, counted } from '../count.js';
import { readExplorer } from '../explorer/readExplorer.js';
import { readLive } from '../live/readLive.js';
import { isDrawn, type AbsentFigure, type Figure } from '../figure/figure.js';
import type { Finding } from '../finding/finding.js';
import { folded } from '../markup/folded.js';
import { markup, Markup } from '../markup/markup.js';
import { missingNodes, type PipelineResults } from '../results/pipelineResults.js';
import { explanationChangeSection } from '../table/explanationChangeSection.js';
import { MAP_STAYS } from '../table/mapNearness.js';
import { ownTables } from '../table/ownTables.js';
import type { RobustnessTable } from '../table/robustnessTable.js';
import type { ExplorerData } from './client/explorer/explorerData.js';
import type { LiveData } from './client/live/liveData.js';
import { citationSection } from './citation.js';
import { glossarySection } from '../glossary.js';
import { auditSection } from './auditSection.js';
import { findingSection } from './findingSection.js';
import { codeList, figureSection } from './figureSection.js';
import { htmlDocument } from './htmlDocument.js';
import { contentPolicy, dataElement, pageScript } from './pageAssets.js';
import { isOfMeasures, measureSection } from './measureSection.js';
import { nodeOrigins } from './provenance/nodeOrigin.js';
import { provenanceSection } from './provenance/provenanceSection.js';
import { reportTableSection } from '../table/reportTableSection.js';
import { robustnessSection } from './robustnessSection.js';
import { sanitySection } from './sanitySection.js';
import { setup } from './setup.js';

/** What the page shows. */
export interface PageContent {
  /** The name of the pipeline, with which its nodes are run. */
  readonly pipeline: string;
  readonly results: PipelineResults;
  /** Null where no attack has run. */
  readonly finding: Finding | null;
  readonly tables: readonly RobustnessTable[];
  readonly figures: readonly (Figure | AbsentFigure)[];
  /** The loss around images, of the audits. */
  readonly surfaces: readonly Figure[];
  /** How good explanations are, of the measurements. */
  readonly measured: readonly Figure[];
  /** A line for each network whose published file is missing. */
  readonly absent: readonly string[];
}

/** The characters that the page's program may write besides those of the page's own text. */
const PROGRAM_CHARACTERS = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i)) + '×±−ℓ∞↑↓↕→';

/**
 * The whole page as one HTML file that requests nothing: it contains style, fonts, program and images.
 * @throws Fault if a kept image cannot be read
 */
export async function page(content: PageContent): Promise<string> {
  const explorer = await readExplorer(content.results);
  const live = explorer === null ? null : await readLive(content.results);
  const body = pageBody(content, explorer, live);
  const program = await pageScript(explorer, live !== null);
  const { finding } = content;
  return htmlDocument({
    title: `${content.results.spec.title}${TITLE_END}`,
    policy: contentPolicy(program, live !== null),
    head: finding === null ? null : markup`<meta name="${HEADLINE_NAME}" content="${finding.headline}">`,
    body,
    end: markup`${new Markup(emptyRecordPlace)}
${live === null ? null : dataElement('live-data', live)}
<script>${new Markup(program)}</script>`,
    furtherCharacters: PROGRAM_CHARACTERS,
  });
}

/** A part of the page that the contents link to. */
interface Section {
  readonly id: string;
  readonly heading: string;
  readonly content: Markup;
}

function pageBody(
  { pipeline, results, finding, tables, figures, surfaces, measured, absent }: PageContent,
  explorer: ExplorerData | null,
  live: LiveData | null,
): Markup {
  const apart = otherFigures(figures, finding);
  const ofMeasures = apart.filter((figure) => isOfMeasures(results, figure));
  const others = apart.filter((figure) => !isOfMeasures(results, figure));
  const sections: readonly Section[] = [
    { id: 'finding', heading: 'What was found', content: findingSection(finding, figures) },
    { id: 'tables', heading: 'Robust accuracy', content: markup`${tables.map(robustnessSection)}` },
    {
      id: 'radii',
      heading: 'The smallest radius of each image',
      content: markup`${ownTables.radii(results).map(reportTableSection)}`,
    },
    {
      id: 'transfer',
      heading: 'Do attacked images fool other networks?',
      content: markup`${ownTables.transfer(results).map(reportTableSection)}`,
    },
    {
      id: 'corruptions',
      heading: 'Common corruptions',
      content: markup`${ownTables.corruptions(results).map(reportTableSection)}`,
    },
    { id: 'sanity', heading: 'Can the numbers be trusted?', content: sanitySection(results) },
    { id: 'audits', heading: 'Are gradients masked?', content: auditSection(results, surfaces) },
    { id: 'explanations', heading: 'What attacks do to explanations', content: explanationChangeSection(results) },
    {
      id: 'measures',
      heading: 'How good are the explanations?',
      content: measureSection(results, [...ofMeasures, ...measured]),
    },
    {
      id: 'detections',
      heading: 'Do explanations give attacked images away?',
      content: markup`${ownTables.detections(results).map(reportTableSection)}`,
    },
    { id: 'figures', heading: 'Figures', content: markup`${others.map(figureSection)}` },
    { id: 'explorer', heading: 'Every image', content: explorerSection(explorer) },
    { id: 'live', heading: 'Attack it here', content: liveSection(live) },
    { id: 'setup', heading: 'What was run', content: folded('Networks and attacks', setup(results)) },
    {
      id: 'provenance',
      heading: 'Where the numbers come from',
      content: provenanceSection(nodeOrigins(pipeline, results)),
    },
    { id: 'glossary', heading: 'Words', content: glossarySection() },
    { id: 'citation', heading: 'How to cite', content: citationSection() },
  ];
  const shown = sections.filter(({ content }) => content.source !== '');
  return markup`<a class="skip" href="#content">Skip to the content</a>
<header>
<p class="kind">B-cos Bench</p>
<h1>${results.spec.title}</h1>
${
  finding === null
    ? null
    : markup`<p class="headline">${finding.headline}</p>
`
}<p class="lead">${lead(results)}</p>
${missingNotice(missingNodes(results), absent)}
</header>
<nav aria-label="Contents"><ul>
${shown.map(({ id, heading }) => markup`<li><a href="#section-${id}">${heading}</a></li>`)}
</ul></nav>
<main id="content" tabindex="-1">
${shown.map(
  ({ id, heading, content }) => markup`<section id="section-${id}" aria-labelledby="section-${id}-heading">
<h2 id="section-${id}-heading">${heading}</h2>
${content}</section>
`,
)}</main>
<footer><p>All numbers, with their counts, intervals and nodes: <a href="results.json">results.json</a>.</p></footer>`;
}

/** The figures that do not stand with what was found. */
function otherFigures(figures: PageContent['figures'], finding: Finding | null): PageContent['figures'] {
  return figures.filter((figure) => !isDrawn(figure) || figure.id !== finding?.figure);
}

/**
 * The place where the page's program builds the explorer, with a note for readers without JavaScript. Empty if no images were
 * kept.
 */
function explorerSection(data: ExplorerData | null): Markup {
  if (data === null) return markup``;
  return markup`<p>Every image that an attack kept, before and after it. An orange corner marks an image on which the attack succeeded, or whose contribution map an attack on explanations moved (cosine below ${MAP_STAYS}). Of inputs with inverse channels, only the image’s own channels are shown. The address of the page links to the current view.</p>
<div id="explorer"><p class="note">The explorer needs JavaScript.</p></div>
`;
}

/** The place where the page's program builds the attack in the reader's browser. Empty if the page holds no network. */
function liveSection(live: LiveData | null): Markup {
  if (live === null) return markup``;
  return markup`<p>Your browser attacks an image now, with the code and the weights that the numbers above are from. The image is the explorer’s, or one of your own. Nothing leaves this machine: the page cannot request anything.</p>
<div id="live"><p class="note">The attack needs JavaScript.</p></div>
`;
}

function lead({ dataset, networks, attacks }: PipelineResults): string {
  const classify = networks.length === 1 ? 'classifies' : 'classify';
  const [all, some] = [counted(networks.length, 'network'), counted(attacks.size, 'attack')];
  if (attacks.size === 0) return `${all} on ${dataset.name}, without attacks.`;
  return `How ${all} ${classify} ${dataset.name} under ${some}, and what the attacks do to explanations.`;
}

function missingNotice(missing: readonly string[], absent: readonly string[]): Markup | null {
  if (missing.length === 0) return null;
  const words =
    missing.length === 1 ? '1 node has not run: its part' : `${count(missing.length)} nodes have not run: their part`;
  return markup`<details class="missing"><summary>${words} is missing here.</summary>
${absent.map((line) => markup`<p>${line}</p>`)}<p>${codeList(missing)}</p></details>`;
}
