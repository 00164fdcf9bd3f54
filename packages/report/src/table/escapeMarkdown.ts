/** Text that Markdown shows as it is: on one line, and nothing in it taken for a cell's end, emphasis or HTML. */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_|<>&[\]]/g, (character) => `\\${character}`);
}
