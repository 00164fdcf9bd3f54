const characters = new Intl.Segmenter('en');

/** Breaks `text` at spaces into lines of at most `length` characters; a word that is longer has a line of its own. */
export function wrapText(text: string, length: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > length) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** `text` in at most `length` characters; an ellipsis replaces what was cut. */
export function shortened(text: string, length: number): string {
  const all = Array.from(characters.segment(text), ({ segment }) => segment);
  return all.length <= length ? text : `${all.slice(0, length - 1).join('')}…`;
}
