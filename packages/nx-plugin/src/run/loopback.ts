import { once } from 'node:events';
import type { Server } from 'node:net';

/** The address of this machine that no other one reaches. */
export const LOOPBACK = '127.0.0.1';

/** Has `server` listen on a port of the loopback, one that is free unless it is given, and keep no process alive; gives the port. */
export async function listenOnLoopback(server: Server, port = 0): Promise<number> {
  await once(server.listen(port, LOOPBACK).unref(), 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new TypeError('a server on a port has one');
  return bound.port;
}
