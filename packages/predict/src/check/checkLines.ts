import { cleanAccuracyLine, pairedLine, type CleanCheck } from '@bcos-bench/formats';
import { proportionInWords, shellWord } from '@bcos-bench/vocabulary';

/** What a check has found, a line each, for the terminal. */
export function checkLines(check: CleanCheck): string[] {
  const { tried, works } = check;
  const first = cleanAccuracyLine(check);
  const way = works === null ? undefined : tried[works];
  if (way !== undefined)
    return [
      first,
      `with ${way.words}: ${proportionInWords(way.top1)}; give ${way.flags.map(shellWord).join(' ')}`,
      ...(check.paired === undefined ? [] : [pairedLine(check.paired)]),
    ];
  return tried.length === 0
    ? [first]
    : [first, `${tried.length} other ways of giving it images and reading its outputs are no better`];
}
