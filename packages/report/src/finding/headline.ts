import { counted } from '../count.js';
import { comparePaired } from '../paired/pairedComparison.js';
import { intervalText, percentage, percentageDecimals } from '../percentage.js';
import { imagesOf, type Leaderboard, type Standing } from './leaderboard.js';
import { settingWords } from './setting.js';

/** More networks than these are counted, not named. */
const MOST_NAMED = 4;
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/**
 * What was found, in words that say no more than the numbers do: a network is said to keep more than another only where McNemar's exact
 * test over the same images and attacks tells them apart.
 * @param classes how many there are: a network that is no better than chance before an attack has nothing to lose
 */
export function headline({ setting, standings }: Leaderboard, classes: number): string {
  const guessing = standings.filter(({ clean }) => clean.low <= 1 / classes);
  const classifying = standings.filter((standing) => !guessing.includes(standing));
  const broken = classifying.filter(({ worst }) => worst.share.correct === 0);
  const kept = classifying.filter(({ worst }) => worst.share.correct > 0);
  const found = [...brokenClause(broken), ...keptClause(kept)];
  return [
    ...(found.length === 0
      ? []
      : [`At ${settingWords(setting)}, over ${imagesInWords(classifying)}: ${found.join('; ')}.`]),
    ...comparisons(kept),
    ...guessingSentence(guessing),
  ].join(' ');
}

function brokenClause(broken: readonly Standing[]): string[] {
  if (broken.length === 0) return [];
  const classify = broken.length === 1 ? 'classifies' : 'classify';
  return [`${names(broken)} ${classify} none correctly`];
}

function keptClause(kept: readonly Standing[]): string[] {
  if (kept.length === 0) return [];
  const named = kept.slice(0, MOST_NAMED).map(({ title, worst: { share } }, i) => {
    const decimals = percentageDecimals(share.total);
    const [verb, what] = i === 0 ? ['still classifies ', '95% interval '] : ['', ''];
    return `${title} ${verb}${percentage(share, decimals)}% (${what}${intervalText(share, decimals)})`;
  });
  return [`${list.format([...named, ...more(kept)])} correctly`];
}

/** The one that keeps most against the others; nothing where there are none, or they were attacked otherwise. */
function comparisons(kept: readonly Standing[]): string[] {
  const [best, ...others] = kept;
  if (best === undefined || others.length === 0) return [];
  const alike = others.filter(({ attacks }) => attacks.join() === best.attacks.join());
  const lessThan = (other: Standing): boolean =>
    comparePaired(best.worst.withstood, other.worst.withstood)?.differs === true;
  const less = alike.filter(lessThan);
  const same = alike.filter((other) => !lessThan(other));
  return [
    ...(less.length === 0 ? [] : [`${best.title} keeps more than ${names(less)}.`]),
    ...(same.length === 0 ? [] : [`These images show no difference between ${names([best, ...same])}.`]),
  ];
}

function guessingSentence(guessing: readonly Standing[]): string[] {
  if (guessing.length === 0) return [];
  const is = guessing.length === 1 ? 'is' : 'are';
  return [
    `${names(guessing)} ${is} no better than chance before any attack, so nothing can be said of ${guessing.length === 1 ? 'its' : 'their'} robustness.`,
  ];
}

function names(standings: readonly Standing[]): string {
  return list.format([...standings.slice(0, MOST_NAMED).map(({ title }) => title), ...more(standings)]);
}

function more({ length }: readonly Standing[]): string[] {
  return length > MOST_NAMED ? [counted(length - MOST_NAMED, 'more network')] : [];
}

function imagesInWords(standings: readonly Standing[]): string {
  const images = imagesOf(standings);
  return `${images} image${images === '1' ? '' : 's'}`;
}
