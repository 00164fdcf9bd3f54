// Audits side by side, as a table of Markdown: what each attack left of the images, a column for each audit, and the verdicts.
//
//     node bench/attack/auditTable.mjs out/audit-a out/audit-b ...
//
// Each argument is a folder of `bcos-attack audit`; its name heads the column. Needs what `npx tsc -b` built.
import { basename } from 'node:path';
import process from 'node:process';
import { readAudit } from '@bcos-bench/formats';

const audits = process.argv.slice(2).map((folder) => ({ title: basename(folder), audit: readAudit(folder) }));
/** @param {readonly (string | number)[]} cells */
const line = (cells) => process.stdout.write(`| ${cells.join(' | ')} |\n`);
// The transferred images come from another network in each audit.
const labels = new Map(
  audits.flatMap(({ audit }) => audit.comparisons.map(({ name, attack, group }) => [name, { attack, group }])),
);
const transferred = 'attack transfer';
const order = [...labels.keys()]
  .filter((name) => name !== transferred)
  .concat(labels.has(transferred) ? transferred : []);

line(['group', 'attack', ...audits.map(({ title }) => title)]);
line(['---', '---', ...audits.map(() => '---:')]);
line(['', 'none', ...audits.map(({ audit }) => audit.correct.length)]);
for (const name of order) {
  const { attack, group } = labels.get(name) ?? { attack: name, group: '' };
  const left = audits.map(({ audit }) => audit.comparisons.find((row) => row.name === name)?.left ?? '–');
  line([group, name === transferred ? 'transferred images' : attack.replace(' (its own)', ''), ...left]);
}
line(['gradients', 'exactly 0', ...audits.map(({ audit }) => audit.gradients.zero)]);
line(['gradients', 'below 1e-8', ...audits.map(({ audit }) => audit.gradients.small)]);
process.stdout.write('\n');
line(['network', 'verdict']);
line(['---', '---']);
for (const { title, audit } of audits) line([title, audit.verdict.words]);
