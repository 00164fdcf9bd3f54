import { expect, it } from 'vitest';
import { HEADLINE_NAME, pageSummary, TITLE_END } from './pageSummary.js';

const page = (title: string, rest = ''): string => `<!doctype html>\n<title>${title}</title>\n${rest}<style>`;

it('reads the title and the headline of a page as they were before they became HTML', () => {
  const text = page(
    `A &lt;b&gt; &amp;amp;${TITLE_END}`,
    `<meta name="${HEADLINE_NAME}" content="&quot;5&quot; &#39;of&#39; 8">`,
  );
  expect(pageSummary(text)).toEqual({ title: 'A <b> &amp;', headline: '"5" \'of\' 8' });
});

it('has no headline where the page has none, and looks no farther than the head', () => {
  const text = `${page(`A${TITLE_END}`)}<meta name="${HEADLINE_NAME}" content="of the body">`;
  expect(pageSummary(text)).toEqual({ title: 'A', headline: null });
});

it('is null for what is no page of a report', () => {
  for (const text of ['', 'text', '<title>Another · site</title><style>', `<title>A${TITLE_END}</title>`])
    expect(pageSummary(text)).toBeNull();
});
