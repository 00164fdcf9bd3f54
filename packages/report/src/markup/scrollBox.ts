import { markup, type Markup } from './markup.js';

/** A box in which something wide scrolls by itself, so that the page does not; arrow keys reach it too. */
export function scrollBox(label: string, content: Markup): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="${label}">
${content}
</div>`;
}
