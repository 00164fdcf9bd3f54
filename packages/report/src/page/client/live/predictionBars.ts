import { logitProbabilities } from '../../../scale/logitProbabilities.js';
import { at } from '@bcos-bench/vocabulary';
import type { LiveEvaluation, LiveNetwork } from '@bcos-bench/live/browser';
import { element } from '../element.js';

/** How many of the most probable classes have a bar, besides the true class. */
const MOST_PROBABLE = 4;

/** The probability of the likeliest classes, before the attack and now, with bars. */
export function predictionBars(
  { classes, loss }: LiveNetwork,
  label: number,
  before: LiveEvaluation,
  now: LiveEvaluation,
): HTMLElement {
  const kind = loss === 'bce' ? 'sigmoid' : 'softmax';
  const [first, last] = [before, now].map(({ logits }) => logitProbabilities(logits, kind));
  if (first === undefined || last === undefined) throw new RangeError('two evaluations');
  const shown = [...new Set([label, ...likeliest(first), ...likeliest(last)])].sort(
    (a, b) => at(first, b) - at(first, a),
  );
  const heads = ['class', 'before', 'now'].map((head, i) =>
    element('th', { scope: 'col', class: i === 0 ? '' : 'number' }, head),
  );
  const rows = shown.map((number) => {
    const truth = number === label ? [element('span', { class: 'truth' }, ' true class')] : [];
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, at(classes, number), ...truth),
      cell(at(first, number), number === before.prediction),
      cell(at(last, number), number === now.prediction),
    );
  });
  return element(
    'table',
    { class: 'probabilities' },
    element('caption', {}, 'Probability in %'),
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows),
  );
}

function likeliest(shares: readonly number[]): number[] {
  return [...shares.keys()].sort((a, b) => at(shares, b) - at(shares, a) || a - b).slice(0, MOST_PROBABLE);
}

function cell(share: number, isPrediction: boolean): HTMLElement {
  const percent = (100 * share).toFixed(1);
  const bar = element('span', { class: 'bar' });
  bar.style.setProperty('--value', `${percent}%`);
  return element('td', { class: isPrediction ? 'number predicted' : 'number' }, percent, bar);
}
