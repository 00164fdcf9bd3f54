/** Deeper than any pipeline, and far from what the parser's stack holds: at its limit, Node can end without a word of ours. */
const DEEPEST = 100;

/**
 * Where a YAML text is nested deeper than any pipeline, as an offset; null where it is not. It is told without parsing, from open
 * brackets and from what a line begins with, so that it may count a bracket within a text as well.
 */
export function tooDeepAt(text: string): number | null {
  let open = 0;
  let leading = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\n') [leading, inText] = [0, false];
    else if (' \t-?:'.includes(character) && !inText) leading += 1;
    else inText = true;
    if ('[{'.includes(character)) open += 1;
    else if (']}'.includes(character)) open = Math.max(0, open - 1);
    if (open > DEEPEST || leading > 2 * DEEPEST) return at;
  }
  return null;
}
