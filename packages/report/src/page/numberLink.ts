import { markup, type Markup } from '../markup/markup.js';

/** A number with what it is about in words, as a link to the node that has made it; plain where no node has. */
export function numberLink(text: string, about: string, node: string | null): Markup {
  return node === null
    ? markup`<span title="${about}">${text}</span>`
    : markup`<a class="value" href="#node-${node}" title="${about}">${text}</a>`;
}
