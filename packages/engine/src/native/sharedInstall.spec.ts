import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Fault } from '@bcos-bench/vocabulary';
import { installOnce } from './sharedInstall.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bcos-install-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const silent = (): void => undefined;

test('what is there is not made again', async () => {
  const target = join(folder, 'deep', 'thing');
  const make = (content: string) => (made: string) => {
    writeFileSync(made, content);
    return Promise.resolve();
  };
  expect(await installOnce(target, silent, make('first'))).toBe(true);
  expect(await installOnce(target, silent, make('second'))).toBe(false);
  expect(readFileSync(target, 'utf8')).toBe('first');
  expect(readdirSync(join(folder, 'deep'))).toEqual(['thing']);
});

test('of two at once one makes it and the other waits', async () => {
  const target = join(folder, 'thing');
  const said: string[] = [];
  let makers = 0;
  const install = () =>
    installOnce(
      target,
      (line) => said.push(line),
      async (made) => {
        makers += 1;
        mkdirSync(made);
        await vi.waitFor(() => expect(said).toHaveLength(1), { timeout: 600_000 });
        writeFileSync(join(made, 'whole'), '');
      },
    );
  expect((await Promise.all([install(), install()])).sort()).toEqual([false, true]);
  expect(makers).toBe(1);
  expect(said).toEqual(['another process is making thing: waiting for it']);
  expect(readdirSync(folder)).toEqual(['thing']);
});

test('what is damaged is made again, and stays until that is done', async () => {
  const target = join(folder, 'thing');
  writeFileSync(target, 'damaged');
  const isWhole = (): boolean => readFileSync(target, 'utf8') === 'whole';
  const failing = installOnce(target, silent, () => Promise.reject(new Fault({ what: 'no network' })), isWhole);
  await expect(failing).rejects.toThrow('no network');
  expect(readFileSync(target, 'utf8')).toBe('damaged');
  const make = (made: string): Promise<void> => {
    writeFileSync(made, 'whole');
    return Promise.resolve();
  };
  expect([await installOnce(target, silent, make, isWhole), await installOnce(target, silent, make, isWhole)]).toEqual([
    true,
    false,
  ]);
  expect(readdirSync(folder)).toEqual(['thing']);
});

test.skipIf(!existsSync('/proc/self'))('a folder below one that the system makes up is a Fault at once', async () => {
  const failing = installOnce('/proc/bcos-bench/cache/thing', silent, () => Promise.resolve());
  await expect(failing).rejects.toThrow(/^\/proc\/bcos-bench\/cache\/thing: cannot be written \(E.*BCOS_CACHE_DIR/);
});

test('a failure leaves nothing', async () => {
  const target = join(folder, 'thing');
  const failing = installOnce(target, silent, (made) => {
    writeFileSync(made, 'half');
    return Promise.reject(new Fault({ what: 'no more' }));
  });
  await expect(failing).rejects.toThrow('no more');
  expect(readdirSync(folder)).toEqual([]);
});

test('what a killed process left is cleared', async () => {
  const left = join(folder, 'thing.partial-abc123');
  mkdirSync(left);
  writeFileSync(join(left, 'thing'), 'half');
  await installOnce(join(folder, 'thing'), silent, (made) => {
    writeFileSync(made, 'whole');
    return Promise.resolve();
  });
  expect(existsSync(left)).toBe(false);
  expect(readdirSync(folder)).toEqual(['thing']);
});

test('a folder that cannot be made is a Fault that names the way out', async () => {
  writeFileSync(join(folder, 'file'), '');
  const failing = installOnce(join(folder, 'file', 'thing'), silent, () => Promise.resolve());
  await expect(failing).rejects.toThrow(Fault);
  await expect(failing).rejects.toThrow(/file\/thing: cannot be written \(E.*BCOS_CACHE_DIR/);
});
