import { isDrawn, type AbsentFigure, type Figure } from '../figure/figure.js';
import type { Finding } from '../finding/finding.js';
import { markup, type Markup } from '../markup/markup.js';
import { reportTableSection } from '../table/reportTableSection.js';
import { withTerms } from '../glossary.js';
import { figureSection } from './figureSection.js';

/** What was found: where the networks stand, the figure that shows it, and what the numbers can bear. Empty if no attack has run. */
export function findingSection(finding: Finding | null, figures: readonly (Figure | AbsentFigure)[]): Markup {
  if (finding === null) return markup``;
  const shown = figures.filter(isDrawn).find(({ id }) => id === finding.figure);
  return markup`<div class="finding">
${reportTableSection(finding.table)}
${shown === undefined ? null : figureSection(shown)}</div>
<ul class="bearing" aria-label="What these numbers can bear">
${finding.bearing.map(
  (sentence) => markup`<li>${withTerms(sentence)}</li>
`,
)}</ul>
`;
}
