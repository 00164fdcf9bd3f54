import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Fault } from '@bcos-bench/vocabulary';
import { receive } from './receive.js';

const folder = mkdtempSync(join(tmpdir(), 'receive-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function* chunks(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part));
}

it('writes from a byte on and leaves what is before it', async () => {
  const path = join(folder, 'resumed');
  writeFileSync(path, 'abcXX');
  const counted: number[] = [];
  await receive(chunks('de', 'fgh'), path, 3, (bytes) => counted.push(bytes));
  expect(readFileSync(path, 'utf8')).toBe('abcdefgh');
  expect(counted).toEqual([5, 8]);
});

it('keeps what came before the connection broke', async () => {
  const path = join(folder, 'broken');
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield* chunks('abc');
    throw new Error('reset by peer');
  }
  await expect(receive(broken(), path, 0, () => undefined)).rejects.toThrow(/^reset by peer$/);
  expect(readFileSync(path, 'utf8')).toBe('abc');
});

it('is a fault where the file cannot be written', async () => {
  writeFileSync(join(folder, 'in-the-way'), '');
  const path = join(folder, 'in-the-way', 'file');
  const received = receive(chunks('abc'), path, 0, () => undefined);
  await expect(received).rejects.toBeInstanceOf(Fault);
  await expect(received).rejects.toThrow(`${path}: cannot be written (E`);
});
