/** Characters that LaTeX takes for commands, or that its usual fonts lack, and what prints them. */
const PRINTED: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '%': '\\%',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  '`': '\\textasciigrave{}',
  '[': '{[}',
  ']': '{]}',
  ℓ: '\\(\\ell\\)',
  '∞': '\\(\\infty\\)',
  δ: '\\(\\delta\\)',
  '′': '\\(^{\\prime}\\)',
  '·': '\\(\\cdot\\)',
  '−': '\\(-\\)',
  '—': '---',
};

/** The two norms as they are typeset: their subscripts belong below the line. */
const NORMS: Readonly<Record<string, string>> = { 'ℓ∞': '\\(\\ell_\\infty\\)', ℓ2: '\\(\\ell_2\\)' };

/** Text that LaTeX prints unchanged, on one line; no character of it is a command. */
export function escapeLatex(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/ℓ[∞2]|[\\{}$&#_%^~<>|"`[\]ℓ∞δ′·−—]/gu, (found) => NORMS[found] ?? PRINTED[found] ?? found);
}
