import { announce } from '../announce.js';
import { element } from '../element.js';
import type { ExplorerData } from './explorerData.js';
import { explorerLink, NO_CHOICE, readExplorerLink, type ExplorerChoice } from './explorerLink.js';
import { explorerView, type ExplorerView } from './explorerView.js';
import { makeFilters } from './filters.js';
import { makeGallery } from './gallery.js';
import { imageDetail } from './imageDetail.js';

/** The delay before the address changes: browsers refuse a change at every repeat of a held key. */
const LINK_DELAY_MS = 200;

/** Builds the explorer in `place`. The address and the view follow each other. `onView` is called with every view, the first too. */
export function startExplorer(
  place: HTMLElement,
  data: ExplorerData,
  onView: (view: ExplorerView) => void = () => undefined,
): void {
  const first = explorerView(data, readExplorerLink(location.hash) ?? NO_CHOICE);
  if (first === null) return;
  let view: ExplorerView = first;

  const choose = (chosen: Partial<ExplorerChoice>): void => {
    show(chosen);
    followLater(() => location.replace(explorerLink(view.choice)));
  };
  const filters = makeFilters(data, (chosen) => {
    choose(chosen);
    announce(countText(view));
  });
  const gallery = makeGallery(data, (image) => choose({ image }));
  const count = element('p', { class: 'note' });
  const detail = element('div', { class: 'detail' });
  const show = (chosen: Partial<ExplorerChoice>): void => {
    view = explorerView(data, { ...view.choice, ...chosen }) ?? view;
    filters.show(view);
    gallery.show(view);
    count.textContent = countText(view);
    detail.replaceChildren(...imageDetail(data, view));
    onView(view);
  };

  place.replaceChildren(filters.content, count, gallery.content, detail);
  show({});
  const arrive = (): void => {
    const asked = readExplorerLink(location.hash);
    if (asked === null || explorerLink(asked) === explorerLink(view.choice)) return;
    show({ ...NO_CHOICE, ...asked });
    place.scrollIntoView();
  };
  addEventListener('hashchange', arrive);
  if (readExplorerLink(location.hash) !== null) place.scrollIntoView();
}

let waiting: ReturnType<typeof setTimeout> | undefined;

function followLater(follow: () => void): void {
  clearTimeout(waiting);
  waiting = setTimeout(follow, LINK_DELAY_MS);
}

function countText({ shown, attack }: ExplorerView): string {
  const { kept, images } = attack;
  const rest = kept > images.length ? `; the attack kept ${kept}, and the page holds the first of them` : '';
  return `${shown.length} of ${images.length} images${rest}. Arrow keys move from image to image.`;
}
