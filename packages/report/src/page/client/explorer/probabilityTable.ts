import { element } from '../element.js';
import type { AttackedImage, ExplorerData, ExplorerNetwork } from './explorerData.js';
import { className, labelOf } from './explorerView.js';

const NOTES: Readonly<Record<ExplorerNetwork['probability'], string>> = {
  softmax: 'softmax over all classes',
  sigmoid: 'one sigmoid per class',
};

/** The classes of an image that are shown, with their probabilities before and after the attack. */
export function probabilityTable(
  data: ExplorerData,
  { probability }: ExplorerNetwork,
  image: AttackedImage,
): HTMLElement {
  const label = labelOf(data, image);
  const rows = image.probabilities.map(([number, clean, attacked]) => {
    const truth = number === label ? [element('span', { class: 'truth' }, ' true class')] : [];
    return element(
      'tr',
      {},
      element('th', { scope: 'row' }, className(data, number), ...truth),
      probabilityCell(clean, number === image.cleanPrediction),
      probabilityCell(attacked, number === image.attackedPrediction),
    );
  });
  const heads = ['class', 'before', 'after'].map((head, i) =>
    element('th', { scope: 'col', class: i === 0 ? '' : 'number' }, head),
  );
  return element(
    'table',
    { class: 'probabilities' },
    element('caption', {}, 'Probability in %', element('span', { class: 'sub' }, NOTES[probability])),
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows),
  );
}

function probabilityCell(share: number, isPrediction: boolean): HTMLElement {
  const percent = (100 * share).toFixed(1);
  const bar = element('span', { class: 'bar' });
  bar.style.setProperty('--value', `${percent}%`);
  return element('td', { class: isPrediction ? 'number predicted' : 'number' }, percent, bar);
}
