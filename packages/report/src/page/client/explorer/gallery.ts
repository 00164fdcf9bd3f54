import { element } from '../element.js';
import type { AttackedImage, ExplorerData } from './explorerData.js';
import { className, labelOf, type ExplorerView } from './explorerView.js';
import { imageOutcome, OUTCOME_WORDS, type ImageOutcome } from './imageOutcome.js';
import { drawTile, readTile, sizeOf } from './tile.js';

const THUMBNAIL_WORDS: Readonly<Record<ImageOutcome, string>> = {
  ...OUTCOME_WORDS,
  succeeded: 'the attack succeeded',
  failed: 'the attack failed',
};

/** How far each key moves; the length of a row depends on the width of the page. */
const KEYS: Readonly<Record<string, (at: number, row: number, last: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at, row) => (at < row ? at : at - row),
  ArrowDown: (at, row, last) => Math.min(last, at + row),
  Home: () => 0,
  End: (_, __, last) => last,
};

/** The images that match the filters, small, with one selected; arrow keys move. `choose` is called with its number. */
export function makeGallery(
  data: ExplorerData,
  choose: (index: number) => void,
): { readonly content: HTMLElement; readonly show: (view: ExplorerView) => void } {
  const list = element('div', { role: 'listbox', class: 'gallery', 'aria-label': 'Images' });
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
  let filled: readonly AttackedImage[] = [];
  return {
    content: list,
    show: (view) => {
      if (!sameMembers(filled, view.shown)) {
        filled = view.shown;
        list.replaceChildren(...view.shown.map((image) => thumbnail(data, view, image)));
      }
      for (const option of list.querySelectorAll<HTMLElement>('[role="option"]')) {
        const selected = Number(option.dataset['index']) === view.image?.index;
        option.ariaSelected = String(selected);
        option.tabIndex = selected ? 0 : -1;
      }
    },
  };
}

function sameMembers(a: readonly AttackedImage[], b: readonly AttackedImage[]): boolean {
  return a.length === b.length && a.every((image, i) => image === b[i]);
}

/** How many are in the first row. */
function columnsOf(options: readonly HTMLElement[]): number {
  const top = options[0]?.offsetTop;
  return Math.max(1, options.filter((option) => option.offsetTop === top).length);
}

function thumbnail(data: ExplorerData, { attack }: ExplorerView, image: AttackedImage): HTMLElement {
  const canvas = element('canvas', sizeOf(data.images));
  void readTile(data.images.sheet, data.images, data.images.index.indexOf(image.index)).then((tile) =>
    drawTile(canvas, tile),
  );
  const label = className(data, labelOf(data, image));
  const outcome = imageOutcome(data, attack, image);
  const words = `Image ${image.index}, ${label}: ${THUMBNAIL_WORDS[outcome]}`;
  return element(
    'div',
    {
      role: 'option',
      'aria-label': words,
      title: words,
      'data-index': String(image.index),
      class: outcome,
    },
    canvas,
  );
}
