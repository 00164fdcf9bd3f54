import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { randomStream } from '@bcos-bench/random';
import { resumedDownload, type Download } from './resumedDownload.js';

const random = randomStream(1);
const content = Buffer.from(Array.from({ length: 300_000 }, () => random.uint32() & 0xff));

let folder = '';
let server: Server | null = null;
let ranges: (string | undefined)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'download-'));
  ranges = [];
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  rmSync(folder, { recursive: true });
});

/** Serves with `answer` on a port of this machine and returns what to download from it. */
async function serving(answer: RequestListener, more: Partial<Download> = {}): Promise<Download> {
  const listening = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  server = listening;
  await new Promise<void>((done) => listening.listen(0, '127.0.0.1', done));
  const { port } = listening.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/file`,
    path: join(folder, 'cache', 'file'),
    remedy: 'bring it',
    progress: () => undefined,
    maxBytes: content.length,
    accept: () => Promise.resolve(),
    pauses: [1, 1],
    ...more,
  };
}

function firstByte(range: string | undefined): number {
  return Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
}

/** A server that knows ranges and hangs up after `bytes` bytes of each answer. */
function hangingUpAfter(bytes: number): RequestListener {
  return (request, response) => {
    const rest = content.subarray(firstByte(request.headers.range));
    response.writeHead(request.headers.range === undefined ? 200 : 206, { 'content-length': rest.length });
    if (rest.length <= bytes) response.end(rest);
    else response.write(rest.subarray(0, bytes), () => setTimeout(() => response.destroy(), 20));
  };
}

describe('resumedDownload', () => {
  it('downloads a file and tells how far it is', async () => {
    const progress: number[] = [];
    const download = await serving(hangingUpAfter(Infinity), { progress: ({ total }) => progress.push(total) });
    await resumedDownload(download);
    expect(readFileSync(download.path).equals(content)).toBe(true);
    expect(existsSync(`${download.path}.part`)).toBe(false);
    expect(progress.length).toBeGreaterThan(0);
    expect(new Set(progress)).toEqual(new Set([1]));
  });

  it('goes on where a broken connection was', async () => {
    const download = await serving(hangingUpAfter(120_000));
    await resumedDownload(download);
    expect(readFileSync(download.path).equals(content)).toBe(true);
    expect(ranges[0]).toBeUndefined();
    expect(ranges.slice(1).every((range) => firstByte(range) > 0)).toBe(true);
    expect(ranges.length).toBeGreaterThan(1);
  });

  it('goes on where an earlier run was', async () => {
    const download = await serving(hangingUpAfter(Infinity), { path: join(folder, 'file') });
    writeFileSync(`${download.path}.part`, content.subarray(0, 1000));
    await resumedDownload(download);
    expect(ranges).toEqual(['bytes=1000-']);
    expect(readFileSync(download.path).equals(content)).toBe(true);
  });

  it('begins anew where the server ignores the range', async () => {
    const download = await serving((_request, response) => response.end(content), { path: join(folder, 'file') });
    writeFileSync(`${download.path}.part`, content.subarray(0, 1000));
    await resumedDownload(download);
    expect(readFileSync(download.path).equals(content)).toBe(true);
  });

  it('takes a part that is already whole', async () => {
    const download = await serving((_request, response) => response.writeHead(416).end(), {
      path: join(folder, 'file'),
    });
    writeFileSync(`${download.path}.part`, content);
    await resumedDownload(download);
    expect(readFileSync(download.path).equals(content)).toBe(true);
  });

  it('counts a silent connection as broken', async () => {
    const silent: RequestListener = (request, response) => {
      if (ranges.length === 1)
        response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 10));
      else hangingUpAfter(Infinity)(request, response);
    };
    const download = await serving(silent, { patience: 200 });
    await resumedDownload(download);
    expect(readFileSync(download.path).equals(content)).toBe(true);
    expect(ranges).toEqual([undefined, 'bytes=10-']);
  });

  it('gives up after as many failures in a row as there are pauses', async () => {
    const download = await serving((_request, response) => response.writeHead(503).end());
    await expect(resumedDownload(download)).rejects.toThrow(
      `${download.address}: cannot be downloaded (the server answers 503 Service Unavailable); bring it`,
    );
    expect(ranges).toHaveLength(3);
  });

  it('does not ask again where the server refuses', async () => {
    const download = await serving((_request, response) => response.writeHead(404).end());
    await expect(resumedDownload(download)).rejects.toThrow('the server answers 404 Not Found; bring it');
    expect(ranges).toHaveLength(1);
  });

  it('says why where there is no server', async () => {
    const download = await serving((_request, response) => response.end());
    server?.close();
    await expect(resumedDownload(download)).rejects.toThrow(
      /cannot be downloaded \(connect ECONNREFUSED .*\); bring it$/,
    );
  });

  it('keeps nothing of a file that is not accepted', async () => {
    const refuse = (): Promise<void> => Promise.reject(new Error('another file'));
    const download = await serving(hangingUpAfter(Infinity), { accept: refuse });
    await expect(resumedDownload(download)).rejects.toThrow('another file');
    expect(existsSync(download.path)).toBe(false);
    expect(existsSync(`${download.path}.part`)).toBe(false);
  });

  it('ends where the server sends more than is due, and keeps nothing', async () => {
    const download = await serving(hangingUpAfter(Infinity), { maxBytes: content.length - 1 });
    await expect(resumedDownload(download)).rejects.toThrow(
      `${download.address}: the server sends more than ${content.length - 1} bytes; bring it`,
    );
    expect(existsSync(`${download.path}.part`)).toBe(false);
    expect(ranges).toHaveLength(1);
  });
});
