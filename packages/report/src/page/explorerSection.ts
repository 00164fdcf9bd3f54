import type { ExplorerData } from './client/explorer/explorerData.js';
import { markup, type Markup } from '../markup/markup.js';

/** Where the page's program builds the explorer; without it the reader is told so. Nothing where no images were kept. */
export function explorerSection(data: ExplorerData | null): Markup {
  if (data === null) return markup``;
  return markup`<p>Every image that an attack has kept, before and after. An orange corner marks images at which the attack succeeded. Of inputs with inverse channels, the others are shown. The page’s address leads back to what you see.</p>
<div id="explorer"><p class="note">The explorer needs JavaScript.</p></div>
`;
}
