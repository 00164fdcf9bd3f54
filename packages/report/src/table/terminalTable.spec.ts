import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { TABLE } from './robustnessTable.fixture.js';
import { robustnessText } from './tableText.js';
import { terminalTable } from './terminalTable.js';

it('is aligned', () => {
  expect(terminalTable(robustnessText(TABLE)).slice(0, 7).join('\n')).toBe(`\
Accuracy | ℓ∞
───────────────────────────────────────────────────
network           natural      ℓ∞ 8/255   ℓ∞ 16/255
───────────────────────────────────────────────────
ResNet-8             95.0   53.5 / 53.0   0.0 / 0.0
<b>Bcos</b> | 8      90.0      20.0 / —           —
───────────────────────────────────────────────────`);
});

/** Longer words and wider numbers than a report of ours has. */
const wide = {
  title: 'What attacks do',
  heads: ['network', 'attack', 'images', ...Array.from({ length: 6 }, (_, i) => `measure ${i}`)],
  rows: ['Bcos-ResNet-8', 'Adv-ResNet-8 (l-inf 8/255)'].map((network) => [
    network,
    'PGD ℓ2 0.5, 20 steps, encoded threat; by integrated-gradients',
    '64',
    ...Array.from({ length: 6 }, () => '−0.23 [−0.38, 0.13]'),
  ]),
  note: 'Medians over the images. '.repeat(8).trim(),
  wordColumns: 2,
};

it('puts the numbers of a row below its words where they do not fit beside them', () => {
  const lines = terminalTable(wide);
  expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(100);
  expect(lines.slice(2, 8).map((line) => line.replace(/─+/, '─'))).toEqual([
    'network                      attack',
    '  images             measure 0             measure 1             measure 2             measure 3',
    '            measure 4             measure 5',
    '─',
    'Bcos-ResNet-8                PGD ℓ2 0.5, 20 steps, encoded threat; by integrated-gradients',
    '      64   −0.23 [−0.38, 0.13]   −0.23 [−0.38, 0.13]   −0.23 [−0.38, 0.13]   −0.23 [−0.38, 0.13]',
  ]);
  const numbers = lines.join('\n').match(/−0\.23 \[−0\.38, 0\.13\]/g);
  expect(numbers).toHaveLength(2 * 6);
  expect(lines.slice(-3).join(' ').endsWith(wide.note.slice(-90))).toBe(true);
});

it('gives a cell that is wider than a terminal a line of its own', () => {
  const rows = [['a', '1'.repeat(120), '2']];
  const lines = terminalTable({ title: 'T', heads: ['x', 'y', 'z'], rows, note: '', wordColumns: 1 });
  expect(lines.slice(-4, -1)).toEqual(['a', `  ${'1'.repeat(120)}`, '  2']);
});

it('is no way to steer the terminal', () => {
  const lines = terminalTable({ ...robustnessText(TABLE), title: 'red \u001b[31m\u202etitle' });
  expect(lines[0]).toBe('red  [31m title');
});
