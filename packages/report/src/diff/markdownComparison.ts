import { escapeMarkdown } from '../table/escapeMarkdown.js';
import { markdownTable } from '../table/markdownTable.js';
import type { ComparisonWords } from './comparisonWords.js';

/** A comparison as Markdown (GitHub's), for a comment on a pull request; `a` and `b` are the folders as they were named. */
export function markdownComparison(words: ComparisonWords, a: string, b: string): string {
  const { summary, warning, table, flagsAppeared, flagsGone } = words;
  const parts = [
    `### ${escapeMarkdown(summary)}`,
    `A: ${escapeMarkdown(a)}  \nB: ${escapeMarkdown(b)}`,
    ...(warning === null ? [] : [escapeMarkdown(warning)]),
    ...(table === null ? [] : [markdownTable(table).trimEnd()]),
    ...flagList('Flags that appeared in B', flagsAppeared),
    ...flagList('Flags that disappeared in B', flagsGone),
  ];
  return `${parts.join('\n\n')}\n`;
}

function flagList(head: string, flags: readonly string[]): string[] {
  return flags.length === 0 ? [] : [`**${head}**\n\n${flags.map((flag) => `- ${escapeMarkdown(flag)}`).join('\n')}`];
}
