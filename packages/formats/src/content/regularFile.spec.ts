import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '@bcos-bench/vocabulary/fault';
import { readRegularFile, requireFileOrFolder, requireRegularFile } from './regularFile.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'regular-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function refusal(check: typeof requireRegularFile, path: string): string {
  try {
    check(path, 'give a file');
  } catch (error) {
    expect(error).toBeInstanceOf(Fault);
    return (error as Fault).message;
  }
  return 'accepted';
}

const both = [requireRegularFile, requireFileOrFolder] as const;

it('accepts a file, and a link to one', () => {
  writeFileSync(join(folder, 'file'), 'abc');
  symlinkSync('file', join(folder, 'link'));
  for (const check of both) {
    expect(check(join(folder, 'file'), '').size).toBe(3n);
    expect(check(join(folder, 'link'), '').size).toBe(3n);
  }
});

it('accepts a folder only where one will do', () => {
  mkdirSync(join(folder, 'sub'));
  symlinkSync('sub', join(folder, 'link'));
  for (const path of [join(folder, 'sub'), join(folder, 'link')]) {
    expect(requireFileOrFolder(path, '').isDirectory()).toBe(true);
    expect(refusal(requireRegularFile, path)).toBe(`${path}: is a folder, not a regular file; give a file`);
  }
});

it.each(both)('%o says what is not there', (check) => {
  symlinkSync('nowhere', join(folder, 'dangling'));
  symlinkSync('circle-2', join(folder, 'circle-1'));
  symlinkSync('circle-1', join(folder, 'circle-2'));
  const said = (name: string): string => refusal(check, join(folder, name)).replaceAll(`${folder}/`, '');
  expect(said('absent')).toBe('absent: is not there; give a file');
  expect(said('dangling')).toBe('dangling: is a link to what is not there; give a file');
  expect(said('circle-1')).toBe('circle-1: is a link that leads in a circle; give a file');
  expect(said('a'.repeat(300))).toMatch(/^a+: cannot be read \(ENAMETOOLONG/);
});

describe.skipIf(process.platform === 'win32')('what has no end', () => {
  it.each(both)('%o refuses a named pipe without opening it', (check) => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(refusal(check, pipe)).toContain(`${pipe}: is a named pipe, `);
  });

  it.each(both)('%o refuses a socket', async (check) => {
    const path = join(folder, 'socket');
    const server = createServer();
    await new Promise<void>((done) => server.listen(path, done));
    try {
      expect(refusal(check, path)).toContain(`${path}: is a socket, `);
    } finally {
      server.close();
    }
  });

  it.each(both)('%o refuses a device, also behind a link', (check) => {
    symlinkSync('/dev/zero', join(folder, 'zero'));
    expect(refusal(check, join(folder, 'zero'))).toContain(': is a device, ');
  });

  it.skipIf(!existsSync('/proc/self/status')).each(both)('%o refuses what the kernel makes up', (check) => {
    expect(refusal(check, '/proc/self/status')).toBe(
      '/proc/self/status: is made up by the kernel (proc), not a file of bytes; give a file',
    );
    symlinkSync('/proc/self/maps', join(folder, 'maps'));
    expect(refusal(check, join(folder, 'maps'))).toContain('is made up by the kernel (proc)');
  });

  it.skipIf(!existsSync('/proc/self/cwd'))('accepts a stored file that is reached through /proc', () => {
    expect(requireRegularFile('/proc/self/cwd/package.json', '').isFile()).toBe(true);
    expect(requireFileOrFolder('/proc/self/cwd', '').isDirectory()).toBe(true);
    expect(refusal(requireFileOrFolder, '/proc/self')).toContain('is made up by the kernel (proc)');
  });
});

describe.skipIf(process.platform === 'win32')('readRegularFile', () => {
  it('reads a file, and waits for no pipe and no device', () => {
    writeFileSync(join(folder, 'read'), 'content');
    expect(readRegularFile(join(folder, 'read'), '').toString()).toBe('content');
    const pipe = join(folder, 'unread');
    execFileSync('mkfifo', [pipe]);
    expect(() => readRegularFile(pipe, 'give a file')).toThrow(
      `${pipe}: is a named pipe, not a regular file; give a file`,
    );
    expect(() => readRegularFile('/dev/zero', 'give a file')).toThrow('is a device');
  });

  it('leaves what is not there, or is a folder, to the system', () => {
    expect(() => readRegularFile(join(folder, 'nowhere'), '')).toThrow('ENOENT');
    expect(() => readRegularFile(folder, '')).toThrow('EISDIR');
  });
});
