import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { downloadedArchive, md5Of } from './downloadedArchive.js';

const content = 'the archive';
const md5 = createHash('md5').update(content).digest('hex');
const reporters = { progress: () => undefined, say: () => undefined, note: () => undefined };

let requests = 0;
const server = createServer((_request, response) => {
  requests += 1;
  response.end(content);
});
let address = '';
let folder = '';
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/archive`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  if (folder !== '') rmSync(folder, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
  requests = 0;
});

it('is downloaded once', async () => {
  const path = await downloadedArchive(reporters, { address, md5, maxBytes: 100 }, folder);
  expect(readFileSync(path, 'utf8')).toBe(content);
  expect(await md5Of(path)).toBe(md5);
  expect(await downloadedArchive(reporters, { address, md5, maxBytes: 100 }, folder)).toBe(path);
  expect(requests).toBe(1);
});

it('is refused and not kept where it has another MD5', async () => {
  const other = '0'.repeat(32);
  await expect(downloadedArchive(reporters, { address, md5: other, maxBytes: 100 }, folder)).rejects.toThrow(
    `${address}: has the MD5 ${md5}, not ${other}; bring ${address} to this machine`,
  );
  expect(existsSync(join(folder, 'cifar-10-binary.tar.gz'))).toBe(false);
});

it('is refused and left alone where a foreign archive lies in its place', async () => {
  const path = join(folder, 'cifar-10-binary.tar.gz');
  writeFileSync(path, 'foreign');
  const foreign = createHash('md5').update('foreign').digest('hex');
  await expect(downloadedArchive(reporters, { address, md5, maxBytes: 100 }, folder)).rejects.toThrow(
    `${path}: is not the official archive: it has the MD5 ${foreign}, not ${md5}; remove it, and the official one is downloaded`,
  );
  expect([requests, readFileSync(path, 'utf8')]).toEqual([0, 'foreign']);
});

it('is not downloaded beyond the bytes due', async () => {
  await expect(downloadedArchive(reporters, { address, md5, maxBytes: 5 }, folder)).rejects.toThrow(
    `${address}: the server sends more than 5 bytes; bring`,
  );
  expect(readdirSync(folder)).toEqual([]);
});
