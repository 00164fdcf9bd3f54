import { markup, type Markup } from '../markup/markup.js';
import type { PipelineResults } from '../results/pipelineResults.js';
import { raisedFlags } from '../sanity/raisedFlags.js';
import type { RaisedFlag } from '../sanity/raisedFlag.js';
import { scrollBox } from './scrollBox.js';

/** What may be wrong with the numbers though all was computed rightly: every raised flag with what it may mean. */
export function sanitySection(results: PipelineResults): Markup {
  const measured = [...results.attacks.values()].filter(({ outcome }) => outcome !== null).length;
  if (measured === 0) return markup``;
  const flags = [...raisedFlags(results).values()].flat();
  if (flags.length === 0)
    return markup`<p>No flag is raised at any of the ${measured} attacks.</p>
`;
  const table = markup`<table>
<caption>Raised flags</caption>
<thead><tr><th scope="col">flag</th><th scope="col">attack</th><th scope="col">what was seen</th><th scope="col">what it may mean</th></tr></thead>
<tbody>
${flags.map(flagRow)}</tbody>
</table>`;
  return markup`<p>A flag does not say that a number is wrong. It says what to look into before it is believed.</p>
${scrollBox('Raised flags', table)}
`;
}

function flagRow({ name, node, observed, means }: RaisedFlag): Markup {
  return markup`<tr><th scope="row">${name}</th><td><code>${node}</code></td><td>${observed}</td><td>${means}</td></tr>
`;
}
