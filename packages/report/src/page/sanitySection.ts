import { markup, type Markup } from '../markup/markup.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import type { NodeNote } from '../results/nodeNotes.js';
import { noFlagWords } from '../sanity/enoughImages.js';
import type { AttackOutcome } from '../results/attackResult.js';
import type { AttackCheck } from '../sanity/attackCheck.js';
import { checksReport } from '../table/checksReport.js';
import { attackChecks } from '../sanity/raisedFlags.js';
import { reportTableSection } from '../table/reportTableSection.js';
import { scrollBox } from '../markup/scrollBox.js';

/** What may be wrong with the numbers although they were computed correctly: every check, raised or passed, and the notes of the stages. */
export function sanitySection(results: PipelineResults): Markup {
  return markup`${flagsPart(results)}${notesPart(results.notes)}`;
}

function flagsPart(results: PipelineResults): Markup {
  const ran = [...results.attacks.values()].flatMap(({ outcome }) => outcome ?? []);
  if (ran.length === 0) return markup``;
  const checks = attackChecks(results);
  const flags = checks.filter(({ raised }) => raised);
  const all = checksReport(checks);
  return markup`${flags.length === 0 ? downPart(ran) : raisedPart(flags)}${all === null ? null : reportTableSection(all)}`;
}

function downPart(ran: readonly AttackOutcome[]): Markup {
  const images = ran.flatMap(({ flags, robust }) => (flags.length === 0 ? [] : [robust.total]));
  return markup`<p>${noFlagWords({ images, unchecked: ran.length - images.length })}</p>
`;
}

function raisedPart(flags: readonly AttackCheck[]): Markup {
  const table = markup`<table>
<caption>Raised flags</caption>
<thead><tr><th scope="col">flag</th><th scope="col">attack</th><th scope="col">observed</th><th scope="col">what it may mean</th></tr></thead>
<tbody>
${flags.map(flagRow)}</tbody>
</table>`;
  return markup`<p>A flag does not say that a number is wrong. It says what to check before the number is trusted.</p>
${scrollBox('Raised flags', table)}
`;
}

function flagRow({ name, node, observed, means }: AttackCheck): Markup {
  return markup`<tr><th scope="row">${name}</th><td><code>${node}</code></td><td>${observed}</td><td>${means}</td></tr>
`;
}

function notesPart(notes: readonly NodeNote[]): Markup {
  if (notes.length === 0) return markup``;
  const table = markup`<table>
<caption>Notes of the stages</caption>
<thead><tr><th scope="col">node</th><th scope="col">note</th></tr></thead>
<tbody>
${notes.map(
  ({ node, note }) => markup`<tr><th scope="row"><code>${node}</code></th><td>${note}</td></tr>
`,
)}</tbody>
</table>`;
  return markup`<p>What the stages guessed or left out.</p>
${scrollBox('Notes of the stages', table)}
`;
}
