import { access } from 'node:fs/promises';
import { afterEach, expect, it, vi } from 'vitest';
import { Fault, Interruption, reasonOf, reportingFaults, UsageFault, visibleLine } from './fault.js';

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

it('says what, where and what to do on one line, as far as they are known', () => {
  expect(new Fault({ what: 'is cut' }).message).toBe('is cut');
  expect(new Fault({ what: 'is cut', where: 'a.bin' }).message).toBe('a.bin: is cut');
  expect(new Fault({ what: 'is cut', remedy: 'get it again' }).message).toBe('is cut; get it again');
  expect(new Fault({ what: 'is cut', where: 'a.bin', remedy: 'get it again' }).message).toBe(
    'a.bin: is cut; get it again',
  );
});

it('keeps its cause', () => {
  const cause = new Error('ENOENT');
  expect(new Fault({ what: 'is gone' }, { cause }).cause).toBe(cause);
});

it('has the reason of anything thrown on one line', () => {
  expect(reasonOf(new Error('first\n  second \n'))).toBe('first second');
  expect(reasonOf('text')).toBe('text');
  expect(reasonOf(undefined)).toBe('undefined');
});

it('has a reason of what has no text', () => {
  const withMessage = (message: unknown): Error => Object.assign(new RangeError('x'), { message });
  expect(reasonOf(withMessage(undefined))).toBe('RangeError');
  expect(reasonOf(withMessage({ code: 7 }))).toBe('RangeError');
  expect(reasonOf(new Error(''))).toBe('Error');
  expect(reasonOf(Object.create(null))).toBe('object');
  expect(reasonOf('')).toBe('unknown');
  expect(reasonOf(Symbol('s'))).toBe('Symbol(s)');
});

it.each([
  [new Fault({ what: 'is cut' }), 1],
  [new UsageFault({ what: 'is cut' }), 2],
  [new Interruption({ what: 'is cut' }, 130), 130],
])('reports %s as one line and exit code %d', async (fault, code) => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await reportingFaults('bcos-x', () => Promise.reject(fault));
  expect(write.mock.calls).toEqual([['bcos-x: is cut\n']]);
  expect(process.exitCode).toBe(code);
});

it('leaves what is no fault as it is', async () => {
  const bug = new TypeError('a bug');
  await expect(reportingFaults('bcos-x', () => Promise.reject(bug))).rejects.toBe(bug);
});

it('makes one line of an error of the system', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const name = 'x'.repeat(300);
  await reportingFaults('bcos-x', () => access(name));
  expect(write.mock.calls).toEqual([[`bcos-x: ${name}: has too long a name; choose a shorter one\n`]]);
  expect(process.exitCode).toBe(1);
});

it('shows what would begin a line or steer a terminal', async () => {
  expect(visibleLine('a\nb\tc\r\u001b[31m\u2028\u0085é')).toBe('a\\nb\\tc\\r\\u001b[31m\\u2028\\u0085é');
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await reportingFaults('bcos-x', () => Promise.reject(new Fault({ what: 'is cut', where: 'a\nb.bin' })));
  expect(write.mock.calls).toEqual([['bcos-x: a\\nb.bin: is cut\n']]);
});

it('shortens a line of thousands of letters in its middle', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  await reportingFaults('bcos-x', () => Promise.reject(new Fault({ what: 'is cut', where: 'x/'.repeat(3000) })));
  const line = String(write.mock.calls[0]?.[0]);
  expect(line.length).toBeLessThan(2100);
  expect(line).toMatch(/^bcos-x: x\/x\/.* … .*x\/: is cut\n$/);
});
