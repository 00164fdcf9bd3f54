import { markup, type Markup } from './markup.js';

/** A file beside the page. */
export interface FileLink {
  /** From the page's folder. */
  readonly path: string;
  readonly label: string;
  /** Its text, where the page holds it too: a page that is sent alone keeps it. */
  readonly text?: string;
  /** Whether the page's program makes it from the drawing, so that a page that is sent alone keeps it. */
  readonly isDrawn?: boolean;
}

/** The node whose command makes all tables and figures. */
const MADE_BY = '#node-report';

/** A table or figure: its address on the page, the files that hold it, and the command that makes it. */
export function fileLinks(of: string, id: string, links: readonly FileLink[]): Markup {
  return markup`<p class="files"><a href="#${id}" aria-label="Link to ${of}">Link</a>${links.map(
    (link) => markup` · ${fileLink(of, link)}`,
  )} · <a class="value" href="${MADE_BY}" title="is made by this command" aria-label="Command that makes ${of}">Command</a></p>`;
}

function fileLink(of: string, { path, label, text, isDrawn = false }: FileLink): Markup {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const about = `${of} as ${label}`;
  if (text !== undefined) {
    const kind = name.endsWith('.csv') ? 'csv' : 'plain';
    return markup`<a href="data:text/${kind};charset=utf-8,${encodeURIComponent(text)}" download="${name}" aria-label="${about}">${label}</a>`;
  }
  return markup`<a href="${encodeURI(path)}"${isDrawn ? markup` class="drawn" download="${name}"` : null} aria-label="${about}">${label}</a>`;
}
