import { markup, type Markup } from './markup.js';

/** A file beside the page. */
export interface FileLink {
  /** From the page's folder. */
  readonly path: string;
  readonly label: string;
}

/** Links to the files that hold what `of` names. */
export function fileLinks(of: string, links: readonly FileLink[]): Markup {
  return markup`<p class="files">${links.map(
    ({ path, label }, i) =>
      markup`${i === 0 ? '' : ' · '}<a href="${encodeURI(path)}" aria-label="${of} as ${label}">${label}</a>`,
  )}</p>`;
}
