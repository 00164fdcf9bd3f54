import { markup, type Markup } from '../markup/markup.js';

/** A number with a description in words, as a link to the node that made it; without a link if no node made it. */
export function numberLink(text: string, about: string, node: string | null): Markup {
  return node === null
    ? markup`<span title="${about}">${text}</span>`
    : markup`<a class="value" href="#node-${node}" title="${about}">${text}</a>`;
}
