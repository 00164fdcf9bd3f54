import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCacheGuard, type CacheGuard } from './cacheGuard.js';
import { startCacheServer, type CacheServer, type ConductName } from './cacheServer.fake.js';
import { openRemoteCache } from './remoteCache.js';

const archive = Buffer.alloc(2000, 'archive');
/** Seconds: more than a busy machine takes, and, for servers that never answer, long enough for the question to come there. */
const [PATIENT, IMPATIENT] = [50, 1];
let server: CacheServer;
let complaints: string[];

beforeAll(async () => {
  server = await startCacheServer('secret');
});
beforeEach(() => {
  complaints = [];
  server.behave('honest');
  server.archives.clear();
});
afterAll(() => server.close());

async function guardFor(address = server.address, key = 'key', seconds = PATIENT): Promise<CacheGuard> {
  const complain = (line: string): void => {
    complaints.push(line);
  };
  return await startCacheGuard(openRemoteCache({ server: address, token: 'secret', key, seconds }, complain), complain);
}

async function ask(guard: CacheGuard, hash: string, upload?: Buffer, token = guard.token): Promise<Response> {
  return await fetch(`${guard.address}/v1/cache/${hash}`, {
    headers: { authorization: `Bearer ${token}` },
    ...(upload === undefined ? {} : { method: 'PUT', body: new Uint8Array(upload) }),
  });
}

/** As Nx asks: what a GET brings, or its status. */
async function result(guard: CacheGuard, hash: string): Promise<Buffer | number> {
  const response = await ask(guard, hash);
  return response.status === 200 ? Buffer.from(await response.arrayBuffer()) : response.status;
}

describe('with an honest server', () => {
  it('gives what another machine stored, and nothing for what nobody stored', async () => {
    expect((await ask(await guardFor(), '1', archive)).status).toBe(200);
    const other = await guardFor();
    expect(await result(other, '1')).toEqual(archive);
    expect(await result(other, '2')).toBe(404);
    expect(complaints).toEqual([]);
  });

  it('counts what is there already as stored', async () => {
    const guard = await guardFor();
    await ask(guard, '1', archive);
    expect((await ask(guard, '1', archive)).status).toBe(200);
  });

  it('takes no result that was sealed with another key', async () => {
    await ask(await guardFor(), '1', archive);
    expect(await result(await guardFor(server.address, 'other'), '1')).toBe(404);
  });

  it('answers nobody who does not have its token', async () => {
    const guard = await guardFor();
    await ask(guard, '1', archive);
    expect((await ask(guard, '1', undefined, 'secret')).status).toBe(401);
    expect((await ask(guard, '9', archive, 'secret')).status).toBe(401);
    expect([...server.archives.keys()]).toEqual(['1']);
  });

  it('asks for nothing but hashes', async () => {
    const before = server.requests.length;
    expect(await result(await guardFor(), '..%2F..%2Fadmin')).toBe(404);
    expect(server.requests).toHaveLength(before);
  });
});

describe('with a bad server, a result is missing and no more', () => {
  it.each<[ConductName, RegExp]>([
    [
      'garbage',
      /has a result that is damaged, foreign or sealed with another BCOS_CACHE_KEY; it is computed here \(1\)$/,
    ],
    ['truncated', /damaged, foreign/],
    ['that mixes results up', /damaged, foreign/],
    ['with a web page for everything', /damaged, foreign/],
    ['broken', /HTTP status 502/],
    ['that redirects', /redirects to another address, which is not asked; set NX_\w+_SERVER to .* \(\/internal\)$/],
    ['with a gzip bomb', /sends results in another encoding than they were stored in; they are computed here$/],
    ['that knows no such token', /HTTP status 401/],
  ])('%s', async (conduct, complaint) => {
    const guard = await guardFor();
    for (const hash of ['1', '2']) await ask(guard, hash, archive);
    server.behave(conduct);
    expect([await result(guard, '1'), await result(guard, '2')]).toEqual([404, 404]);
    expect(complaints).toEqual([expect.stringMatching(complaint)]);
  });

  it('asks nothing of an address that it is redirected to, and tells nobody there its token', async () => {
    const guard = await guardFor();
    server.behave('that redirects');
    const before = server.requests.length;
    expect(await result(guard, '1')).toBe(404);
    expect((await ask(guard, '1', archive)).status).toBe(403);
    expect(server.requests.slice(before)).toEqual(['GET 1', 'PUT 1']);
    expect(complaints).toEqual([expect.stringContaining('(/internal)')]);
  });

  it('unpacks nothing that a server has compressed', async () => {
    const guard = await guardFor();
    server.behave('with a gzip bomb');
    const before = process.memoryUsage().arrayBuffers;
    expect(await result(guard, '1')).toBe(404);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 ** 27);
  });

  it.each(['silent', 'endless'] as const)('is asked once where it is %s', async (conduct) => {
    const guard = await guardFor(server.address, 'key', IMPATIENT);
    server.behave(conduct);
    const before = server.requests.length;
    expect([await result(guard, '1'), await result(guard, '2')]).toEqual([404, 404]);
    expect((await ask(guard, '3', archive)).status).toBe(403);
    expect(server.requests).toHaveLength(before + 1);
    expect(complaints).toEqual([expect.stringMatching(/does not answer; this run goes on without it \(.*timeout\)$/)]);
  });

  it('is asked once where nothing listens', async () => {
    const gone = await startCacheServer('secret');
    await gone.close();
    const guard = await guardFor(gone.address);
    expect([await result(guard, '1'), await result(guard, '2')]).toEqual([404, 404]);
    expect(complaints).toEqual([
      expect.stringMatching(/does not answer; .* \(connect ECONNREFUSED 127\.0\.0\.1:\d+\)$/),
    ]);
  });
});

describe('with a server that takes nothing, results stay here', () => {
  it.each<[ConductName, RegExp, number]>([
    ['full', /takes no results \(HTTP status 507\); they stay on this machine$/, 1],
    ['that may only be read', /may only be read with this token; new results stay on this machine$/, 1],
    ['without a right to write', /may only be read with this token/, 1],
    ['for small results only', /takes no results as large as some of these/, 2],
    ['silent to uploads', /does not answer/, 1],
  ])('%s', async (conduct, complaint, uploads) => {
    const guard = await guardFor(server.address, 'key', conduct.startsWith('silent') ? IMPATIENT : PATIENT);
    server.behave(conduct);
    const before = server.requests.length;
    for (const hash of ['1', '2']) expect((await ask(guard, hash, archive)).status).toBe(403);
    expect(server.requests).toHaveLength(before + uploads);
    expect(complaints).toEqual([expect.stringMatching(complaint)]);
  });
});
