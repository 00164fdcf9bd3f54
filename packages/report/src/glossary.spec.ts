import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GLOSSARY, withTerms } from './glossary.js';

describe('the glossary', () => {
  it('has what docs/style.md has', () => {
    const style = readFileSync(new URL('../../../docs/style.md', import.meta.url), 'utf8');
    const rows = style.split('\n').map((line) => line.replace(/\s+/g, ' '));
    for (const { name, means } of GLOSSARY) expect(rows).toContain(`| ${name} | ${means} |`);
  });

  it('explains the first use of each term in a text, and escapes the rest', () => {
    const { source } = withTerms('PGD of a radius <b>: PGD, contribution maps and Wilson 95% intervals; radii.');
    expect(source.replace(/ title="[^"]*"/g, '')).toBe(
      '<a class="term" href="#term-pgd">PGD</a> of a <a class="term" href="#term-radius">radius</a> &lt;b&gt;: PGD, ' +
        '<a class="term" href="#term-contribution-map">contribution maps</a> and <a class="term" href="#term-wilson">Wilson 95% intervals</a>; radii.',
    );
    expect(withTerms('no such <word>, threatening').source).toBe('no such &lt;word&gt;, threatening');
  });
});
