/** Text that Markdown shows unchanged, on one line: nothing in it ends a cell or is emphasis or HTML. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_|<>&[\]]/g, (character) => `\\${character}`);
}
