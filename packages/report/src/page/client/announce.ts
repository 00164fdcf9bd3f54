import { element } from './element.js';

let place: HTMLElement | null = null;

/** Makes a screen reader say `words` after its current sentence. */
export function announce(words: string): void {
  if (place === null) {
    place = element('p', { role: 'status', class: 'unseen' });
    document.body.append(place);
  }
  place.textContent = words;
}
