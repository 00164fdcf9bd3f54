import type { CleanCheck } from '@bcos-bench/formats';
import type { Proportion } from '@bcos-bench/vocabulary';

/** What a check has found, a line each, for the terminal. */
export function checkLines({ images, top1, nearChance, tried, works, classes }: CleanCheck): string[] {
  const chance = nearChance ? `, near chance (${(100 / classes.length).toFixed(1)}%)` : '';
  const first = `clean accuracy on the first ${images} test images: ${inWords(top1)}${chance}`;
  const way = works === null ? undefined : tried[works];
  if (way !== undefined)
    return [first, `with ${way.words}: ${inWords(way.top1)}; give ${way.flags.map(shellWord).join(' ')}`];
  return tried.length === 0
    ? [first]
    : [first, `${tried.length} other ways of giving it images and reading its outputs are no better`];
}

function inWords({ correct, total, value, low, high }: Proportion): string {
  const percent = (share: number): string => (100 * share).toFixed(1);
  return `${percent(value)}% (${correct} of ${total}; 95%: ${percent(low)} to ${percent(high)})`;
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
