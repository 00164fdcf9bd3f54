import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { exchangePaths, lockFile } from './systemCalls.js';

const folder = mkdtempSync(join(tmpdir(), 'system-calls-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('systemCalls', () => {
  it('names no addon in an import, which would load it in processes that may load none', () => {
    const source = readFileSync(new URL('systemCalls.ts', import.meta.url), 'utf8');
    expect(source.match(/^import .*koffi.*/gm)).toEqual(["import type * as Koffi from 'koffi';"]);
  });

  it('locks an open file against others until it is closed', () => {
    const path = join(folder, 'lock');
    const [first, second] = [openSync(path, 'w'), openSync(path, 'r')];
    expect(lockFile(first)).toBe('done');
    expect(lockFile(second)).toBe('busy');
    closeSync(first);
    expect(lockFile(second)).toBe('done');
    closeSync(second);
  });

  it('lets two files change places, and none where one is not there', () => {
    const [a, b] = [join(folder, 'a'), join(folder, 'b')];
    writeFileSync(a, 'a');
    writeFileSync(b, 'b');
    const contents = (): string => readFileSync(a, 'utf8') + readFileSync(b, 'utf8');
    // Not every file system can.
    const after = exchangePaths(a, b) ? 'ba' : 'ab';
    expect(contents()).toBe(after);
    expect(exchangePaths(a, join(folder, 'absent'))).toBe(false);
    expect(contents()).toBe(after);
  });
});
