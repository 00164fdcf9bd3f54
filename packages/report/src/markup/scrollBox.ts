import { markup, type Markup } from './markup.js';

/** A box with its own scroll bar for something wide, so the page does not scroll sideways. Arrow keys scroll it too. */
export function scrollBox(label: string, content: Markup): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="${label}">
${content}
</div>`;
}
