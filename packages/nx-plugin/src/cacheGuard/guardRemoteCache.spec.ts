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

  it('puts the guard before the server, and token and key out of sight', async () => {
    const environment: Record<string, string | undefined> = {
      [SERVER]: server.address,
      [TOKEN]: 'secret',
      BCOS_CACHE_KEY: 'key',
      NO_PROXY: 'x',
    };
    await guardRemoteCache(environment);
    expect(environment[SERVER]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(environment[SERVER]).not.toBe(server.address);
    expect(environment[TOKEN]).not.toBe('secret');
    expect(environment['BCOS_CACHE_KEY']).toBe('');
    expect(environment['NO_PROXY']).toBe('x,127.0.0.1');
    const stored = await fetch(`${environment[SERVER]}/v1/cache/7`, {
      method: 'PUT',
      body: 'archive',
      headers: { authorization: `Bearer ${environment[TOKEN]}` },
    });
    expect(stored.status).toBe(200);
    expect([...server.archives.keys()]).toEqual(['7']);
  });

  it('leaves a run within a task the guard that it has', async () => {
    const environment: Record<string, string | undefined> = { [SERVER]: server.address, BCOS_CACHE_KEY: 'key' };
    await guardRemoteCache(environment);
    const before = { ...environment };
    await guardRemoteCache(environment);
    expect(environment).toEqual(before);
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
    expect(cacheSettings({ [SERVER]: 'http://c', BCOS_CACHE_KEY: 'k' })).toEqual({
      server: 'http://c',
      token: undefined,
      key: 'k',
      seconds: 60,
    });
  });

  it.each([undefined, ''])('refuses a remote cache where the key is %j, and says how to make one', (key) => {
    expect(() => cacheSettings({ [SERVER]: 'http://c', BCOS_CACHE_KEY: key })).toThrow(
      'environment variable BCOS_CACHE_KEY: is not set, and without a key a forged result passes for a true one; set it to one ' +
        'secret for all who share results, such as of `openssl rand -hex 32`, or to none where you trust everybody who can write ' +
        'to the server',
    );
  });

  it('does without a key for those who trust their server, and needs none without a server', () => {
    expect(cacheSettings({ [SERVER]: 'http://c', BCOS_CACHE_KEY: 'none' })?.key).toBe('');
    expect(cacheSettings({ [SERVER]: '' })).toBeNull();
  });

  it.each(['cache.example.org', 'ftp://cache', '/cache'])('refuses the address %s', (address) => {
    expect(() => cacheSettings({ [SERVER]: address })).toThrow(
      `environment variable ${SERVER}: '${address}' is not an address; write it as https://cache.example.org`,
    );
  });

  it.each(['0', '1.5', 'long', '1e3'])('refuses the time limit %s', (limit) => {
    expect(() => cacheSettings({ [SERVER]: 'http://c', BCOS_CACHE_KEY: 'k', BCOS_CACHE_SECONDS: limit })).toThrow(
      `BCOS_CACHE_SECONDS: '${limit}' is not a number of seconds`,
    );
  });
});
