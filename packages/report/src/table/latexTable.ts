import { escapeLatex } from './escapeLatex.js';
import type { ReportTable } from './reportTable.js';

/**
 * A table as LaTeX, to be read with \input in a document that uses the package booktabs: a `table` with caption, label
 * `tab:ID` and what its numbers are below.
 */
export function latexTable({ id, text: { title, heads, rows, note, wordColumns } }: ReportTable): string {
  const line = (cells: readonly string[]): string => `    ${cells.map(escapeLatex).join(' & ')} \\\\`;
  return [
    '% Needs \\usepackage{booktabs}.',
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${escapeLatex(title)}}`,
    `  \\label{tab:${id}}`,
    `  \\begin{tabular}{${heads.map((_, column) => (column < wordColumns ? 'l' : 'r')).join('')}}`,
    '    \\toprule',
    line(heads),
    '    \\midrule',
    ...rows.map(line),
    '    \\bottomrule',
    '  \\end{tabular}',
    '',
    `  \\smallskip\\footnotesize ${escapeLatex(note)}`,
    '\\end{table}',
    '',
  ].join('\n');
}
