import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runRate } from './rateCommand.js';

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => (printed += String(text)) !== '');
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

it('measures a training and says how many epochs its recipe has', async () => {
  await runRate([
    '--data',
    'none',
    '--arch',
    'resnet8',
    '--epochs',
    '3',
    '--batch',
    '4',
    '--adversarial',
    'linf:8/255:1',
  ]);
  const { perSecond, ...rate } = JSON.parse(printed);
  expect(rate).toEqual({ unit: 'pictures', device: 'CPU', epochs: 3 });
  expect(perSecond).toBeGreaterThan(1);
});

it('says in one line which flag is wrong', async () => {
  const complained = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await runRate(['--data', 'none', '--arch', 'resnet8', '--epochs', '0']);
  expect(process.exitCode).toBe(2);
  expect(complained.mock.calls.map(([text]) => text).join('')).toMatch(/^bcos-train rate: .*--epochs.*\n$/);
});
