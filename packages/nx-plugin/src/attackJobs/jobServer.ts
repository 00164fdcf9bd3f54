import { randomBytes } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { listenOnLoopback } from '../run/loopback.js';
import { openJobPool, type JobPool } from './jobPool.js';
import { jobRequestSchema, type JobNews, type JobRequest } from './jobRequest.js';
import { linesOf } from './linesOf.js';

/** Where the tasks of one run of Nx get their jobs computed. */
export interface JobServer {
  /** Port on this machine's loopback and token, as `askForJob` takes them. */
  readonly address: string;
  readonly close: () => void;
}

/** Starts the server; it keeps no process alive. */
export async function startJobServer(pool: JobPool = openJobPool()): Promise<JobServer> {
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
async function answer(pool: JobPool, socket: Socket, token: string): Promise<void> {
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  for await (const line of linesOf(socket)) {
    const request = requestOf(line);
    if (request?.token !== token) break;
    const hear = (news: JobNews): void => void socket.write(`${JSON.stringify(news)}\n`);
    await pool.compute(request, hear, gone.signal);
    break;
  }
  socket.end();
}

function requestOf(line: string): JobRequest | null {
  try {
    return jobRequestSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
