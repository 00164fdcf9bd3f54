import { markup, type Markup } from '../markup/markup.js';

/** What `CITATION.cff` says; a spec holds the two together. */
export const CITED = {
  title: 'B-cos Bench',
  author: 'The B-cos Bench maintainers',
  version: '0.1.0',
  work: {
    title: 'B-cos Networks: Alignment is All We Need for Interpretability',
    authors: ['B\u00f6hle, Moritz', 'Fritz, Mario', 'Schiele, Bernt'],
    year: 2022,
  },
} as const;

/** How to cite a page: the software, and the networks that it is about. */
export function citationSection(): Markup {
  const { title, author, version, work } = CITED;
  const entries = `@software{bcos-bench,
  title   = {${title}},
  author  = {{${author}}},
  version = {${version}}
}
@article{bcos-networks,
  title  = {${work.title}},
  author = {${work.authors.join(' and ')}},
  year   = {${work.year}}
}`;
  return markup`<p>Cite the software and the work on B-cos networks. With a number of this page, name its node and the commit, which the dialog of the number has after a run.</p>
<pre tabindex="0" role="region" aria-label="BibTeX">${entries}</pre>
`;
}
