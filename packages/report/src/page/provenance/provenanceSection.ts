import { markup, type Markup } from '../../markup/markup.js';
import type { NodeOrigin } from './nodeOrigin.js';

/**
 * Where the numbers come from: every node with the commands that make it again. Times are left out: they differ from run to
 * run, and pages of equal results are equal byte for byte. The page's program adds them if the page has a record of the run.
 */
export function provenanceSection(origins: readonly NodeOrigin[]): Markup {
  return markup`<p>Click a number in a table to see the node that made it and the command that makes it again.</p>
<p id="run-summary">The <code>timing.json</code> in the folder of a node says how long it took, on what machine and with which versions.</p>
<details><summary>All ${origins.length} nodes</summary>
${origins.map(nodeEntry)}</details>
`;
}

function nodeEntry({ node, words, again, alone, folder }: NodeOrigin): Markup {
  return markup`<div class="node" id="node-${node}">
<h3><code>${node}</code></h3>
<p>${words}. Its files: <code>${folder}/</code></p>
${commandLine('Run again', again)}${commandLine('Stage alone', alone)}</div>
`;
}

function commandLine(name: string, command: string): Markup {
  return markup`<p class="command"><span>${name}</span><code>${command}</code><button type="button" class="copy" hidden>Copy</button></p>
`;
}
