import { markup, Markup, shownText } from '../markup/markup.js';
import { fontFaces } from '../typeface.js';
import { pageStyle } from './pageAssets.js';

/** What a page is made of. */
export interface HtmlParts {
  readonly title: string;
  /** Its Content-Security-Policy. */
  readonly policy: string;
  readonly body: Markup;
}

/** What a page may do that runs nothing, as a Content-Security-Policy: show what it contains. */
export const QUIET_POLICY =
  "default-src 'none'; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A page as one HTML file that requests nothing: it contains its style and its fonts. */
export async function htmlDocument({ title, policy, body }: HtmlParts): Promise<string> {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
${new Markup(await fontFaces(shownText(body)))}
${new Markup(await pageStyle())}</style>
</head>
<body>
${body}
</body>
</html>
`.source;
}
