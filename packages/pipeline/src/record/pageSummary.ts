/** What a report's page says of itself to programs that list pages. */
export interface PageSummary {
  readonly title: string;
  /** What was found, in words; null where nothing was. */
  readonly headline: string | null;
}

/** The name of the `meta` element that holds the headline, and what follows the pipeline's title in the page's. */
export const [HEADLINE_NAME, TITLE_END] = ['description', ' · B-cos Bench'] as const;

/**
 * The title and headline of a report's page, from its first lines.
 * @returns null where it is no such page
 */
export function pageSummary(page: string): PageSummary | null {
  // Fonts follow, which are long.
  const head = page.slice(0, Math.max(0, page.indexOf('<style>')));
  const title = /<title>([^<]*)<\/title>/.exec(head)?.[1];
  if (title?.endsWith(TITLE_END) !== true) return null;
  const headline = new RegExp(`<meta name="${HEADLINE_NAME}" content="([^"]*)">`).exec(head)?.[1];
  return {
    title: unescaped(title.slice(0, -TITLE_END.length)),
    headline: headline === undefined ? null : unescaped(headline),
  };
}

/** What stands for characters that HTML gives a meaning. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

function unescaped(text: string): string {
  return text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
