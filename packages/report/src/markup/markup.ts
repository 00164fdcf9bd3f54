/** Text that is HTML or SVG already, as opposed to a string, which is plain text until it is escaped. */
export class Markup {
  constructor(readonly source: string) {}
}

/** A value in a template: text and numbers are escaped, markup is inserted unchanged, null is nothing. */
export type MarkupPart = Markup | string | number | null | readonly MarkupPart[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** All that XML 1.0 can hold: tab, line ends and printable characters; one other character makes an SVG unreadable. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** `text` with everything that HTML and SVG read as markup escaped; fit for text and for quoted attributes. */
export function escapeMarkup(text: string): string {
  return text.replace(NOT_XML, '\uFFFD').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/**
 * A template of HTML or SVG: ``markup`<th scope="col">${title}</th>` ``. Strings in it are escaped, lists are joined.
 * Attributes must be quoted.
 */
export function markup(template: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup {
  return new Markup(template.map((text, i) => text + sourceOf(parts[i] ?? null)).join(''));
}

function sourceOf(part: MarkupPart): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.source;
  if (typeof part === 'object') return part.map(sourceOf).join('');
  return escapeMarkup(String(part));
}

/** The text of some markup, for its characters: every one that it shows is in it, and a few more (entities stay as they are). */
export function shownText({ source }: Markup): string {
  return source.replace(/<[^>]*>/g, '') + Object.keys(ENTITIES).join('');
}
