import { element } from './element.js';

let place: HTMLElement | null = null;

/** Has a screen reader say `words`, once it is done with what it says now. */
export function announce(words: string): void {
  if (place === null) {
    place = element('p', { role: 'status', class: 'unseen' });
    document.body.append(place);
  }
  place.textContent = words;
}
