import { markup, Markup, shownText } from '../markup/markup.js';
import { fontFaces } from '../typeface.js';
import { pageStyle } from './pageAssets.js';

/** What a page is made of. */
export interface HtmlParts {
  readonly title: string;
  /** Its Content-Security-Policy. */
  readonly policy: string;
  /** What its head says besides; null for nothing. */
  readonly head: Markup | null;
  readonly body: Markup;
  /** What stands after the body and is not shown: data and program; null for nothing. */
  readonly end: Markup | null;
  /** Characters that it may show besides those of its body. */
  readonly furtherCharacters: string;
}

/** What a page may do that runs nothing, as a Content-Security-Policy: show what it contains. */
export const QUIET_POLICY =
  "default-src 'none'; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A page as one HTML file that requests nothing: it contains its style and its fonts. */
export async function htmlDocument({ title, policy, head, body, end, furtherCharacters }: HtmlParts): Promise<string> {
  const faces = await fontFaces(shownText(body) + furtherCharacters);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${head}
<style>
${new Markup(faces)}
${new Markup(await pageStyle())}</style>
</head>
<body>
${body}
${end}
</body>
</html>
`.source;
}
