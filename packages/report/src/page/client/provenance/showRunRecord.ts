import { element } from '../element.js';
import { nodeFacts } from './nodeFacts.js';
import { parseRunRecord } from './runRecord.js';
import { runSummary } from './runSummary.js';

/**
 * Shows the record of the last run: a part for every node and a summary above them. Shows nothing if the page has no record,
 * as when the report ran by hand.
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
