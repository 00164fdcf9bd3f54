import type { ExplorerData } from './client/explorer/explorerData.js';
import { markup, type Markup } from '../markup/markup.js';

/**
 * The place where the page's program builds the explorer, with a note for readers without JavaScript. Empty if no images were
 * kept.
 */
export function explorerSection(data: ExplorerData | null): Markup {
  if (data === null) return markup``;
  return markup`<p>Every image that an attack kept, before and after it. An orange corner marks an image on which the attack succeeded. Of inputs with inverse channels, only the image’s own channels are shown. The address of the page links to the current view.</p>
<div id="explorer"><p class="note">The explorer needs JavaScript.</p></div>
`;
}
