import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { reasonOf } from '@bcos-bench/vocabulary/fault';
import { LOOPBACK, listenOnLoopback } from '../run/loopback.js';
import type { RemoteCache } from './remoteCache.js';

/** A server on this machine's loopback that Nx takes for its remote cache. */
export interface CacheGuard {
  readonly address: string;
  /** What a request has to bring, so that other users of this machine get and store nothing. */
  readonly token: string;
  readonly close: () => Promise<void>;
}

/** Nx takes this answer to an upload as "not stored" and goes on; most others end its run. */
const NOT_STORED = 403;

/**
 * Stands between Nx and the remote cache. Nx 24 has no time limit, ends the whole run where a server fails, and takes whatever a
 * server sends for the result; from the guard it gets results that are proven, or none. The guard keeps no process alive.
 */
export async function startCacheGuard(remote: RemoteCache, complain: (line: string) => void): Promise<CacheGuard> {
  const token = randomBytes(24).toString('hex');
  const server = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401, { 'content-type': 'text/plain' }).end('not for you');
      return;
    }
    answer(remote, request, response).catch((error: unknown) => {
      complain(`a result could not be shared (${reasonOf(error)})`);
      response.writeHead(request.method === 'GET' ? 404 : NOT_STORED).end();
    });
  });
  const port = await listenOnLoopback(server);
  return {
    address: `http://${LOOPBACK}:${port}`,
    token,
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

async function answer(remote: RemoteCache, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const hash = /^\/v1\/cache\/([\w-]+)$/.exec(request.url ?? '')?.[1];
  if (hash === undefined) {
    response.writeHead(404).end();
    return;
  }
  if (request.method === 'PUT') {
    const stored = await remote.store(hash, await buffer(request));
    response.writeHead(stored ? 200 : NOT_STORED).end();
    return;
  }
  const archive = await remote.fetch(hash);
  response.writeHead(archive === null ? 404 : 200, { 'content-type': 'application/octet-stream' });
  response.end(archive ?? undefined);
}
