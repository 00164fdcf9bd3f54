import { stripVTControlCharacters } from 'node:util';

/** The lines that a reader of a terminal sees, without those that are empty. */
export function shownLines(text: string): string[] {
  return stripVTControlCharacters(text)
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^(\^C)+/, '').trim())
    .filter((line) => line !== '');
}

/** Whether a terminal is left without a cursor. */
export function cursorIsHidden(text: string): boolean {
  return text.lastIndexOf('\u001b[?25l') > text.lastIndexOf('\u001b[?25h');
}
