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
  for (let at = 0; ;) {
    NAME.lastIndex = at;
    const found = NAME.exec(text);
    if (found === null) return null;
    const [whole, quoted, bare = '', comma] = found;
    names.push(quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"'));
    if (comma === '') return names;
    at += whole.length;
  }
}
