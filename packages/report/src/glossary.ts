import { markup, type Markup } from './markup/markup.js';

/** A term of the field that a page explains. */
interface Term {
  readonly id: string;
  readonly name: string;
  /** What it looks like in a text. */
  readonly pattern: string;
  /** What it is, in a sentence; `docs/style.md` has the same. */
  readonly means: string;
}

/** Every term that the page explains, in the order of its glossary. */
export const GLOSSARY: readonly Term[] = [
  {
    id: 'threat',
    name: 'threat',
    pattern: 'threats?',
    means:
      'What an attack may change: every value that the network sees (encoded), or the image, from which the inverse channels follow (pixel).',
  },
  {
    id: 'radius',
    name: 'radius',
    pattern: 'radius|radii',
    means: 'The most by which an attack may change an image, in the norm that is named; images are in [0,1].',
  },
  {
    id: 'pgd',
    name: 'PGD',
    pattern: 'PGD',
    means:
      'Projected gradient descent: an attack of many steps along the gradient of the loss, each brought back into the radius.',
  },
  {
    id: 'wilson',
    name: 'Wilson interval',
    pattern: '(?:Wilson(?: 95%)?|95%) intervals?',
    means:
      'The range that holds the true share in 95 of 100 samples of images (Wilson 1927); it stays within 0 and 100% also where none or all are right.',
  },
  {
    id: 'contribution-map',
    name: 'contribution map',
    pattern: 'contribution maps?',
    means:
      'How much each pixel adds to the logit of a class: its input times its weight in the linear map that a B-cos network is for that image.',
  },
];

const ANY = new RegExp(`\\b(?:${GLOSSARY.map(({ pattern }) => `(${pattern})`).join('|')})\\b`, 'gi');

/** A text in which the first use of each term says under the pointer what it is, and links to the glossary. */
export function withTerms(text: string): Markup {
  const used = new Set<string>();
  const parts: Markup[] = [];
  let end = 0;
  for (const found of text.matchAll(ANY)) {
    const term = GLOSSARY.find((_, i) => found[i + 1] !== undefined);
    if (term === undefined || used.has(term.id)) continue;
    used.add(term.id);
    parts.push(
      markup`${text.slice(end, found.index)}<a class="term" href="#term-${term.id}" title="${term.means}">${found[0]}</a>`,
    );
    end = found.index + found[0].length;
  }
  return markup`${parts}${text.slice(end)}`;
}

/** The glossary, as a part of the page. */
export function glossarySection(): Markup {
  return markup`<dl class="glossary">
${GLOSSARY.map(
  ({ id, name, means }) => markup`<div id="term-${id}"><dt>${name}</dt><dd>${means}</dd></div>
`,
)}</dl>
`;
}
