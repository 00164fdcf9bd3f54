/** The most names that one line lists. */
const MOST = 12;

/** Names with commas between them, and how many more there are. */
export function shortList(names: readonly string[]): string {
  const shown = names.slice(0, MOST).join(', ');
  return names.length <= MOST ? shown : `${shown} and ${names.length - MOST} more`;
}
