import { element } from '../element.js';
import type { AttackedPicture, ExplorerData } from './explorerData.js';
import { className, labelOf, type ExplorerView } from './explorerView.js';
import { drawTile, readTile, sizeOf } from './tile.js';

/** How far each key goes; a row is as long as the page is wide. */
const KEYS: Readonly<Record<string, (at: number, row: number, last: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at, row) => (at < row ? at : at - row),
  ArrowDown: (at, row, last) => Math.min(last, at + row),
  Home: () => 0,
  End: (_, __, last) => last,
};

/** The pictures that pass the filters, small, of which one is looked at; arrow keys move. `choose` is told its number. */
export function makeGallery(
  data: ExplorerData,
  choose: (index: number) => void,
): { readonly content: HTMLElement; readonly show: (view: ExplorerView) => void } {
  const list = element('div', { role: 'listbox', class: 'gallery', 'aria-label': 'Pictures' });
  list.addEventListener('keydown', (event) => {
    const options = [...list.querySelectorAll<HTMLElement>('[role="option"]')];
    const at = options.findIndex((option) => option.ariaSelected === 'true');
    const move = KEYS[event.key];
    if (move === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const to = options[move(at, columnsOf(options), options.length - 1)];
    if (to !== undefined) choose(Number(to.dataset['index']));
    list.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
  });
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest<HTMLElement>('[role="option"]') : null;
    if (option !== null) choose(Number(option.dataset['index']));
  });
  let filled: readonly AttackedPicture[] = [];
  return {
    content: list,
    show: (view) => {
      if (!sameMembers(filled, view.shown)) {
        filled = view.shown;
        list.replaceChildren(...view.shown.map((picture) => thumbnail(data, picture)));
      }
      for (const option of list.querySelectorAll<HTMLElement>('[role="option"]')) {
        const selected = Number(option.dataset['index']) === view.picture?.index;
        option.ariaSelected = String(selected);
        option.tabIndex = selected ? 0 : -1;
      }
    },
  };
}

function sameMembers(a: readonly AttackedPicture[], b: readonly AttackedPicture[]): boolean {
  return a.length === b.length && a.every((picture, i) => picture === b[i]);
}

/** How many stand in the first row. */
function columnsOf(options: readonly HTMLElement[]): number {
  const top = options[0]?.offsetTop;
  return Math.max(1, options.filter((option) => option.offsetTop === top).length);
}

function thumbnail(data: ExplorerData, picture: AttackedPicture): HTMLElement {
  const canvas = element('canvas', sizeOf(data.pictures));
  void readTile(data.pictures.sheet, data.pictures, data.pictures.index.indexOf(picture.index)).then((tile) =>
    drawTile(canvas, tile),
  );
  const label = className(data, labelOf(data, picture));
  const words = `Picture ${picture.index}, ${label}: the attack ${picture.success ? 'succeeded' : 'failed'}`;
  return element(
    'div',
    {
      role: 'option',
      'aria-label': words,
      title: words,
      'data-index': String(picture.index),
      class: picture.success ? 'succeeded' : '',
    },
    canvas,
  );
}
