import { element } from '../element.js';
import { nodeFacts } from './nodeFacts.js';
import { parseRunRecord } from './runRecord.js';
import { runSummary } from './runSummary.js';

/**
 * Shows what is known of the last run, a part with every node and one above them; nothing where the page has no record, as when
 * its file was made by hand.
 */
export function showRunRecord(): void {
  const record = parseRunRecord(document.getElementById('run-record')?.textContent ?? 'null');
  if (record === null) return;
  document.getElementById('run-summary')?.replaceChildren(runSummary(record));
  for (const entry of document.querySelectorAll('.node')) {
    const facts = nodeFacts(record.nodes[entry.id.replace(/^node-/, '')]);
    const parts = facts.flatMap(([name, words]) => [element('dt', {}, name), element('dd', {}, words)]);
    entry.append(element('dl', { class: 'made' }, ...parts));
  }
}
