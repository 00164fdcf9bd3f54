import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeLatex } from './escapeLatex.js';

it.each([
  ['50% of a_b & c#1', '50\\% of a\\_b \\& c\\#1'],
  ['\\input{/etc/passwd}', '\\textbackslash{}input\\{/etc/passwd\\}'],
  ['$x^2$ ~', '\\$x\\textasciicircum{}2\\$ \\textasciitilde{}'],
  ['<b> | "q"', '\\textless{}b\\textgreater{} \\textbar{} \\textquotedbl{}q\\textquotedbl{}'],
  ['[1]', '{[}1{]}'],
  ['ℓ∞ 8/255, ℓ2 0.5, ℓ', '\\(\\ell_\\infty\\) 8/255, \\(\\ell_2\\) 0.5, \\(\\ell\\)'],
  ['−1 — W(x′)·δ', '\\(-\\)1 --- W(x\\(^{\\prime}\\))\\(\\cdot\\)\\(\\delta\\)'],
  ['two\nlines\u0000', 'two lines '],
])('%j is %j', (text, latex) => {
  expect(escapeLatex(text)).toBe(latex);
});

it('leaves no character that begins a comment, a group, a cell or a command of the text’s own', () => {
  const commands =
    /\\(?:textbackslash|textasciicircum|textasciitilde|textless|textgreater|textbar|textquotedbl|textasciigrave)\{\}|\\[{}$&#_%]|\{[[\]]\}|\\\((?:\\ell|\\infty|\\delta|\\cdot|\^\{\\prime\}|-|\\ell_2|\\ell_\\infty)\\\)/g;
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escapeLatex(text).replace(commands, '')).not.toMatch(/[\\{}$&#_%^~\n\p{Cc}]/u);
    }),
  );
});
