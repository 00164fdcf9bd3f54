import { at } from './at.js';

/** A name that is written between quotes in a list: it has a comma, a quote, or white space at an end. */
const QUOTED = /[,"]|^\s|\s$/;

/** Class names as one line, with commas between them; those with commas stand between quotes, as `parseClassList` reads them. */
export function classList(names: readonly string[]): string {
  return names.map((name) => (QUOTED.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(', ');
}

/** A name between quotes, in which a quote is written twice, or one without. */
const NAME = /\s*(?:"((?:[^"]|"")*)"\s*|([^,"]*))(,|$)/y;

/** The names of a line as `classList` writes it; null where a quote is not closed or stands within a name. */
export function parseClassList(text: string): string[] | null {
  const names: string[] = [];
  for (let begin = 0; ;) {
    NAME.lastIndex = begin;
    const found = NAME.exec(text);
    if (found === null) return null;
    const [whole, quoted, , comma] = found;
    names.push(quoted?.replaceAll('""', '"') ?? at(found, 2).trim());
    if (comma === '') return names;
    begin += whole.length;
  }
}
