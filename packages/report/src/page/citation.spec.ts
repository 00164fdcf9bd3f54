import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CITED, citationSection } from './citation.js';

it('is what CITATION.cff says', () => {
  const file = readFileSync(new URL('../../../../CITATION.cff', import.meta.url), 'utf8');
  const { title, author, version, work } = CITED;
  for (const line of [
    `title: ${title}`,
    `name: ${author}`,
    `version: ${version}`,
    `title: '${work.title}'`,
    `year: ${work.year}`,
  ]) {
    expect(file).toContain(line);
  }
  for (const [family, given] of work.authors.map((name) => name.split(', '))) {
    expect(file).toMatch(new RegExp(`family-names: ${family}\\s+given-names: ${given}`));
  }
  expect(citationSection().source).toContain('author = {Böhle, Moritz and Fritz, Mario and Schiele, Bernt}');
});
