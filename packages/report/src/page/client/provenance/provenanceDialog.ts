import { element } from '../element.js';

/**
 * A click on a number shows its origin in a dialog: the entry of its node, to which the number is a link. The browser closes a
 * dialog on Escape and restores the focus.
 */
export function openProvenanceOnClick(): void {
  const content = element('div', { class: 'content' });
  const close = element('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '×');
  const dialog = element('dialog', { id: 'provenance', 'aria-label': 'Where this number comes from' }, close, content);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  document.body.append(dialog);

  document.addEventListener('click', (event) => {
    const number = event.target instanceof Element ? event.target.closest('a.value') : null;
    const entry = number === null ? null : entryOf(number);
    if (number === null || entry === null || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    content.replaceChildren(...describe(number, entry));
    dialog.showModal();
  });
}

function entryOf(number: Element): Element | null {
  return document.getElementById(number.getAttribute('href')?.slice(1) ?? '');
}

function describe(number: Element, entry: Element): Node[] {
  const words = element('p', {}, element('strong', {}, number.textContent), ` ${number.getAttribute('title') ?? ''}`);
  return [words, ...[...entry.childNodes].map((child) => child.cloneNode(true))];
}
