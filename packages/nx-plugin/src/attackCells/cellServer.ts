import { randomBytes } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { listenOnLoopback } from '../run/loopback.js';
import { openCellPool, type CellPool } from './cellPool.js';
import { cellRequestSchema, type CellNews, type CellRequest } from './cellRequest.js';
import { linesOf } from './linesOf.js';

/** Where the tasks of one run of Nx get their cells computed. */
export interface CellServer {
  /** Port on this machine's loopback and token, as `askForCell` takes them. */
  readonly address: string;
  readonly close: () => void;
}

/** Starts the server; it keeps no process alive. */
export async function startCellServer(pool: CellPool = openCellPool()): Promise<CellServer> {
  const token = randomBytes(24).toString('hex');
  const server = createServer((socket) => {
    socket.unref();
    socket.on('error', () => socket.destroy());
    void answer(pool, socket, token);
  });
  const port = await listenOnLoopback(server);
  return {
    address: `${port}:${token}`,
    close: () => {
      server.close();
      pool.close();
    },
  };
}

/** Answers the one request of a connection; what has no request of this run for it gets no answer. */
async function answer(pool: CellPool, socket: Socket, token: string): Promise<void> {
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  for await (const line of linesOf(socket)) {
    const request = requestOf(line);
    if (request?.token !== token) break;
    const hear = (news: CellNews): void => void socket.write(`${JSON.stringify(news)}\n`);
    await pool.compute(request, hear, gone.signal);
    break;
  }
  socket.end();
}

function requestOf(line: string): CellRequest | null {
  try {
    return cellRequestSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
