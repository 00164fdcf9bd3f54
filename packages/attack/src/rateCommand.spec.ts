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

it('measures an attack on a network that is not there yet', async () => {
  const attack = ['--norm', 'l2', '--eps', '0.5', '--steps', '2', '--limit', '2', '--threat', 'pixel'];
  await runRate(['--data', 'none', '--checkpoint', 'none', '--arch', 'bcos-resnet8', '--bcos-norm', 'bnu', ...attack]);
  const { perSecond, ...rate } = JSON.parse(printed);
  expect(rate).toEqual({ unit: 'picture-steps', device: 'CPU' });
  expect(perSecond).toBeGreaterThan(1);
});

it('says in one line what cannot be measured', async () => {
  const complained = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await runRate(['--data', 'none', '--checkpoint', '/none', '--norm', 'l2', '--eps', '0.5']);
  expect(process.exitCode).toBe(1);
  expect(complained.mock.calls.map(([text]) => text).join('')).toMatch(/^bcos-attack rate: \/none.*\n$/);
});
