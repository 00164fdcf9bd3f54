import { markup, type Markup } from './markup.js';

/** Content that a reader unfolds by its summary. */
export function folded(summary: string, content: Markup): Markup {
  return markup`<details class="fold"><summary>${summary}</summary>
${content}</details>
`;
}
