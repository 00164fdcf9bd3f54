import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { LOOPBACK, listenOnLoopback } from '../run/loopback.js';

type Archives = ReadonlyMap<string, Buffer>;

interface Answer {
  readonly status: number;
  readonly body?: Buffer | string;
  /** The answer is begun, and its end never comes. */
  readonly endless?: true;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a server does with a request; `silence` is no answer, ever. */
interface Conduct {
  readonly get: (hash: string, archives: Archives) => Answer | 'silence';
  readonly put: (hash: string, archives: Archives) => Answer | 'silence';
}

const stored = (body: Buffer | undefined): Answer => (body === undefined ? { status: 404 } : { status: 200, body });
const elsewhere: Answer = { status: 302, headers: { location: '/internal' } };
/** 1 MB that an HTTP client makes 1 GB of. */
const bomb = (): Answer => ({ status: 200, body: gzipOfZeros(2 ** 30), headers: { 'content-encoding': 'gzip' } });

/** A gzip file of as many zero bytes, made of members of a mebibyte each. */
function gzipOfZeros(size: number): Buffer {
  const member = gzipSync(Buffer.alloc(2 ** 20), { level: 9 });
  return Buffer.concat(Array.from({ length: size / 2 ** 20 }, () => member));
}

const honest: Conduct = {
  get: (hash, archives) => stored(archives.get(hash)),
  put: (hash, archives) => ({ status: archives.has(hash) ? 409 : 200 }),
};

/** The ways in which a server is good or bad, by name. */
const conducts = {
  honest,
  silent: { get: () => 'silence', put: () => 'silence' },
  endless: { ...honest, get: () => ({ status: 200, body: 'and then', endless: true }) },
  'silent to uploads': { ...honest, put: () => 'silence' },
  garbage: { ...honest, get: () => ({ status: 200, body: Buffer.alloc(4096, 'garbage') }) },
  truncated: {
    ...honest,
    get: (hash, archives) => stored(archives.get(hash)?.subarray(0, (archives.get(hash)?.length ?? 0) >> 1)),
  },
  'that mixes results up': {
    ...honest,
    get: (hash, archives) => stored([...archives].find(([other]) => other !== hash)?.[1]),
  },
  'with a web page for everything': { ...honest, get: () => ({ status: 200, body: '<html>Welcome</html>' }) },
  full: { ...honest, put: () => ({ status: 507 }) },
  'for small results only': { ...honest, put: () => ({ status: 413 }) },
  'that may only be read': { ...honest, put: () => ({ status: 403 }) },
  'without a right to write': { ...honest, put: () => ({ status: 401, body: 'no' }) },
  'that knows no such token': { get: () => ({ status: 401, body: 'no' }), put: () => ({ status: 401, body: 'no' }) },
  'that redirects': { get: () => elsewhere, put: () => elsewhere },
  'with a gzip bomb': { ...honest, get: bomb },
  broken: { get: () => ({ status: 502 }), put: () => ({ status: 502 }) },
} as const satisfies Record<string, Conduct>;
export type ConductName = keyof typeof conducts;

/** A server of Nx's cache interface that behaves as it is told: a stand-in for tests, which keeps archives in memory. */
export interface CacheServer {
  readonly address: string;
  /** What was uploaded, by hash. */
  readonly archives: Map<string, Buffer>;
  /** Every request so far, such as `GET 123`. */
  readonly requests: string[];
  readonly behave: (name: ConductName) => void;
  readonly close: () => Promise<void>;
}

/** @param token what every request has to bring, as `Authorization: Bearer TOKEN` */
export async function startCacheServer(token: string): Promise<CacheServer> {
  const [archives, requests] = [new Map<string, Buffer>(), new Array<string>()];
  let conduct: Conduct = honest;
  const answer = async (request: IncomingMessage): Promise<Answer | 'silence'> => {
    const hash = (request.url ?? '').replace('/v1/cache/', '');
    requests.push(`${request.method} ${hash}`);
    const body = await buffer(request);
    if (request.headers.authorization !== `Bearer ${token}`) return { status: 401, body: 'no' };
    if (request.method === 'GET') return conduct.get(hash, archives);
    const answered = conduct.put(hash, archives);
    if (answered !== 'silence' && answered.status === 200) archives.set(hash, body);
    return answered;
  };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void answer(request).then((answered) => {
      if (answered === 'silence') return;
      response.writeHead(answered.status, { 'content-type': 'text/plain', ...answered.headers });
      if (answered.endless) response.write(answered.body);
      else response.end(answered.body);
    });
  });
  const port = await listenOnLoopback(server);
  return {
    address: `http://${LOOPBACK}:${port}`,
    archives,
    requests,
    behave: (name) => {
      conduct = conducts[name];
    },
    close: async () => {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
