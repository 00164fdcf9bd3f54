import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  startCacheServer,
  type CacheServer,
  type ConductName,
} from '../packages/nx-plugin/src/cacheGuard/cacheServer.fake.js';
import { copyBuiltWorkspace } from './builtCopy.js';
import { bytesIn } from './resultBytes.js';
import { smallNodes, smallSettings, writeSmallPipeline } from './smallPipeline.js';

const SERVER = 'NX_SELF_HOSTED_REMOTE_CACHE_SERVER';
const report = ['run-many', '-t', 'report'];

describe('a remote cache between two clones', () => {
  const cache = { [SERVER]: '', NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: 'secret', BCOS_CACHE_KEY: 'key' };
  const settings = { ...smallSettings, ...cache, BCOS_CACHE_SECONDS: '4' };
  const [first, second] = [copyBuiltWorkspace(settings), copyBuiltWorkspace(settings)];
  let server: CacheServer;
  beforeAll(async () => {
    for (const { root } of [first, second]) writeSmallPipeline(root);
    server = await startCacheServer('secret');
    settings[SERVER] = server.address;
  });
  afterAll(async () => {
    first.remove();
    second.remove();
    await server.close();
  });

  /** As a clone is before its first run. */
  const forget = (root: string): void => {
    for (const folder of ['.nx', 'out']) rmSync(join(root, folder), { recursive: true, force: true });
  };
  const small = (root: string): string => join(root, 'out/small');

  it('is filled by the first', async () => {
    expect(await first.nx(...report)).toEqual({ ran: smallNodes, cached: [] });
    expect(server.archives.size).toBe(smallNodes.length);
  });

  it('gives the second every result, to the byte, and nothing runs', async () => {
    expect(await second.nx(...report)).toEqual({ ran: [], cached: smallNodes });
    expect(bytesIn(small(second.root))).toEqual(bytesIn(small(first.root)));
  });

  // One of each kind: the guard's own specs have all that a server may do.
  it.each<ConductName>(['silent', 'that mixes results up'])(
    'costs only time with a server that is bad at giving: %s',
    async (conduct) => {
      forget(second.root);
      server.behave(conduct);
      expect(await second.nx('run-many', '-t', 'data')).toEqual({ ran: ['small-data'], cached: [] });
      expect(bytesIn(small(second.root), 'data')).toEqual(bytesIn(small(first.root), 'data'));
    },
  );

  it('costs only time with a server that takes nothing', async () => {
    forget(second.root);
    server.archives.clear();
    server.behave('full');
    expect((await second.nx('run-many', '-t', 'data')).ran).toEqual(['small-data']);
    expect(server.archives.size).toBe(0);
    expect((await second.nx('run-many', '-t', 'data')).cached).toEqual(['small-data']);
  });

  it('costs only time with a server that is dead', async () => {
    forget(second.root);
    const gone = await startCacheServer('secret');
    await gone.close();
    settings[SERVER] = gone.address;
    expect((await second.nx('run-many', '-t', 'data')).ran).toEqual(['small-data']);
  });
});
