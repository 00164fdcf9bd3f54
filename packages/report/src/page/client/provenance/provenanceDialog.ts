import { element } from '../element.js';
import type { ExplorerData } from '../explorer/explorerData.js';
import { explorerLink } from '../explorer/explorerLink.js';
import { readNumberAddress } from './numberAddress.js';
import { numbersByAddress } from './numberPlace.js';

/**
 * A click on a number shows its origin in a dialog: the entry of its node, to which the number is a link, and a link to the images that
 * the explorer has of it. The dialog has an address of its own. The browser closes it on Escape and restores the focus.
 */
export function openProvenanceOnClick(data: ExplorerData | null): void {
  const content = element('div', { class: 'content' });
  const close = element('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
  const dialog = element('dialog', { id: 'provenance', 'aria-label': 'Where this number comes from' }, close, content);
  const numbers = numbersByAddress();
  const addresses = new Map([...numbers].map(([address, number]) => [number, address]));
  const open = (number: HTMLAnchorElement): boolean => {
    const entry = document.getElementById(number.hash.slice(1));
    if (entry === null) return false;
    content.replaceChildren(...describe(number, entry), ...imagesOf(data, entry));
    history.replaceState(null, '', addresses.get(number));
    if (!dialog.open) dialog.showModal();
    return true;
  };
  const openAsked = (): void => {
    const number = readNumberAddress(location.hash) === null ? undefined : numbers.get(location.hash);
    if (number === undefined) return;
    number.scrollIntoView({ block: 'center' });
    open(number);
  };
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog || (target instanceof Element && target.closest('a.images') !== null)) dialog.close();
  });
  dialog.addEventListener('close', () => {
    if (readNumberAddress(location.hash) !== null) history.replaceState(null, '', location.pathname + location.search);
  });
  document.body.append(dialog);
  document.addEventListener('click', (event) => {
    const number = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.value') : null;
    if (number === null || event.ctrlKey || event.metaKey) return;
    if (open(number)) event.preventDefault();
  });
  addEventListener('hashchange', openAsked);
  openAsked();
}

function describe(number: Element, entry: Element): Node[] {
  const words = element('p', {}, element('strong', {}, number.textContent), ` ${number.getAttribute('title') ?? ''}`);
  return [words, ...[...entry.childNodes].map((child) => child.cloneNode(true))];
}

/** A link to the images of a node, where it is an attack that kept some. */
function imagesOf(data: ExplorerData | null, entry: Element): Node[] {
  for (const { id, attacks } of data?.networks ?? []) {
    const attack = attacks.find(({ node }) => `node-${node}` === entry.id);
    if (attack === undefined) continue;
    const address = explorerLink({ network: id, attack: attack.key });
    return [
      element('p', {}, element('a', { href: address, class: 'images' }, `See ${attack.images.length} of its images`)),
    ];
  }
  return [];
}
