import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCacheServer, type CacheServer } from './cacheServer.fake.js';
import { cacheSettings, guardRemoteCache } from './guardRemoteCache.js';

const SERVER = 'NX_SELF_HOSTED_REMOTE_CACHE_SERVER';
const TOKEN = 'NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN';

describe('guardRemoteCache', () => {
  let server: CacheServer;
  beforeAll(async () => {
    server = await startCacheServer('secret');
  });
  afterAll(() => server.close());

  it('puts the guard before the server, and the token out of sight', async () => {
    const environment: Record<string, string | undefined> = {
      [SERVER]: server.address,
      [TOKEN]: 'secret',
      NO_PROXY: 'x',
    };
    await guardRemoteCache(environment);
    expect(environment[SERVER]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(environment[SERVER]).not.toBe(server.address);
    expect(environment[TOKEN]).not.toBe('secret');
    expect(environment['NO_PROXY']).toBe('x,127.0.0.1');
    const stored = await fetch(`${environment[SERVER]}/v1/cache/7`, {
      method: 'PUT',
      body: 'archive',
      headers: { authorization: `Bearer ${environment[TOKEN]}` },
    });
    expect(stored.status).toBe(200);
    expect([...server.archives.keys()]).toEqual(['7']);
  });

  it('changes nothing where there is no remote cache', async () => {
    const environment = { HOME: '/home/x' };
    await guardRemoteCache(environment);
    expect(environment).toEqual({ HOME: '/home/x' });
  });
});

describe('cacheSettings', () => {
  it('reads address, token, key and time limit', () => {
    const environment = { [SERVER]: 'https://c/', [TOKEN]: 't', BCOS_CACHE_KEY: 'k', BCOS_CACHE_SECONDS: '5' };
    expect(cacheSettings(environment)).toEqual({ server: 'https://c/', token: 't', key: 'k', seconds: 5 });
    expect(cacheSettings({ [SERVER]: 'http://c' })).toEqual({
      server: 'http://c',
      token: undefined,
      key: '',
      seconds: 60,
    });
  });

  it.each(['cache.example.org', 'ftp://cache', '/cache'])('refuses the address %s', (address) => {
    expect(() => cacheSettings({ [SERVER]: address })).toThrow(
      `environment variable ${SERVER}: '${address}' is no address; write it as https://cache.example.org`,
    );
  });

  it.each(['0', '1.5', 'long', '1e3'])('refuses the time limit %s', (limit) => {
    expect(() => cacheSettings({ [SERVER]: 'http://c', BCOS_CACHE_SECONDS: limit })).toThrow(
      `BCOS_CACHE_SECONDS: '${limit}' is no number of seconds`,
    );
  });
});
