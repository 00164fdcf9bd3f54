import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { supervise } from './supervise.js';

let folder = '';
let lines: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'supervise-'));
  lines = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A script that can do `ready()`, `heard()`, which resolves to what its starter passes on, and `starter.write()`. */
const PRELUDE = `
  const fs = require('node:fs');
  const starter = new (require('node:net').Socket)({ fd: Number(process.env.BCOS_STARTER) });
  const heard = () => new Promise((resolve) => starter.once('data', (data) => resolve(String(data).trim())));
  const ready = () => fs.writeFileSync('ready', '');
`;

function run(script: string, name = 'bcos-test'): Promise<number> {
  const file = join(folder, 'script.cjs');
  writeFileSync(file, `process.chdir(${JSON.stringify(folder)});${PRELUDE}${script}`);
  return supervise({ words: [process.execPath, file], environment: process.env, name }, (line) => lines.push(line));
}

const isThere = (name: string): Promise<void> =>
  vi.waitFor(() => expect(existsSync(join(folder, name))).toBe(true), { timeout: 600_000, interval: 20 });

it('resolves to the exit code of a process that ends by itself, and says nothing of it', async () => {
  expect([await run('process.exit(3)'), await run('process.exit()')]).toEqual([3, 0]);
  expect(lines).toEqual([]);
});

it('rejects where there is no such program', async () => {
  const command = { words: ['/no/such/program'], environment: {}, name: 'bcos-test' };
  await expect(supervise(command, () => undefined)).rejects.toThrow('ENOENT');
});

it.each([
  [
    'SIGKILL',
    137,
    /^bcos-train: ended by SIGKILL, as when .*memory; the same command continues from the last saved state$/,
  ],
  ['SIGBUS', 135, /^bcos-train: ended by SIGBUS, as when a library is damaged \(npx bcos engine .*$/],
  ['SIGTERM', 143, /^bcos-train: stopped by SIGTERM; the same command continues from the last saved state$/],
] as const)('says in one line that %s ended it', async (signal, code, line) => {
  expect(await run(`process.kill(process.pid, '${signal}'); setTimeout(() => {}, 60_000)`, 'bcos-train')).toBe(code);
  expect(lines).toEqual([expect.stringMatching(line)]);
});

it('lets a process end by itself that hears the signal', async () => {
  const ended = run(`heard().then((signal) => process.exit(signal === 'SIGINT' ? 130 : 1)); ready();`);
  await isThere('ready');
  process.emit('SIGINT', 'SIGINT');
  expect(await ended).toBe(130);
  expect(lines).toEqual([]);
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('ends a process by force that computes without looking up: %s', async (signal, code) => {
  const ended = run(`process.on('${signal}', () => {}); ready(); for (;;);`);
  await isThere('ready');
  process.emit(signal, signal);
  expect(await ended).toBe(code);
  expect(lines).toEqual([`bcos-test: stopped by ${signal}; the same command starts again`]);
});

const SAVES = (milliseconds: number): string => `
  heard().then(() => {
    starter.write('saving\\n');
    fs.writeFileSync('saving', '');
    setTimeout(() => process.exit(7), ${milliseconds});
  });
  ready();`;

it('gives a process the time to save its state', async () => {
  const ended = run(SAVES(2500));
  await isThere('ready');
  process.emit('SIGTERM', 'SIGTERM');
  expect(await ended).toBe(7);
});

it('ends it at once at a second signal, and takes two that come together for one', async () => {
  const ended = run(SAVES(15_000));
  await isThere('ready');
  process.emit('SIGINT', 'SIGINT');
  process.emit('SIGINT', 'SIGINT');
  await isThere('saving');
  await pause(400);
  process.emit('SIGINT', 'SIGINT');
  expect(await ended).toBe(130);
  expect(lines).toEqual(['bcos-test: stopped by SIGINT; the same command starts again']);
});
