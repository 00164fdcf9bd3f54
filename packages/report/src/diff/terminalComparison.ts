import { plainText } from '../table/plainText.js';
import { terminalTable } from '../table/terminalTable.js';
import type { ComparisonWords } from './comparisonWords.js';

/** A comparison as the lines of a terminal; `a` and `b` are the folders as they were named. */
export function terminalComparison(words: ComparisonWords, a: string, b: string): string[] {
  const { summary, warning, table, flagsAppeared, flagsGone } = words;
  return [
    `A: ${plainText(a)}`,
    `B: ${plainText(b)}`,
    '',
    ...(table === null ? [] : [...terminalTable(table), '']),
    ...flagList('Flags that appeared in B:', flagsAppeared),
    ...flagList('Flags that disappeared in B:', flagsGone),
    ...(warning === null ? [] : [warning]),
    summary,
  ];
}

function flagList(head: string, flags: readonly string[]): string[] {
  return flags.length === 0 ? [] : [head, ...flags.map((flag) => `  ${plainText(flag)}`), ''];
}
