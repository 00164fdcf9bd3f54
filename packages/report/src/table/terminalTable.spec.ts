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

it('is no way to steer the terminal', () => {
  const lines = terminalTable({ ...robustnessText(TABLE), title: 'red \u001b[31m\u202etitle' });
  expect(lines[0]).toBe('red  [31m title');
});
