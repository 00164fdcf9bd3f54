import { reasonOf } from '@bcos-bench/vocabulary/fault';
import { seal, unseal } from './seal.js';

/** Where results are shared, and how. */
export interface RemoteCacheSettings {
  /** The server's address, without `/v1/cache`. */
  readonly server: string;
  readonly token: string | undefined;
  /** The secret that results are sealed with; empty where there is none. */
  readonly key: string;
  /** How long one request may take, in seconds. */
  readonly seconds: number;
}

/** A remote cache that only ever costs time: whatever goes wrong is a result that is not there. */
export interface RemoteCache {
  /** The archive that was stored under `hash`; null where there is none, or none that is whole and of this hash. */
  readonly fetch: (hash: string) => Promise<Buffer | null>;
  /** Stores an archive, where the server takes it. @returns whether it is in the cache now */
  readonly store: (hash: string, archive: Buffer) => Promise<boolean>;
}

interface Answer {
  readonly status: number;
  /** Null where it is not the bytes that were stored: what is compressed for the way may be of any size. */
  readonly body: Buffer | null;
  /** Where a redirect points to. */
  readonly location: string;
}

/** A server that sends without end must not take all memory. */
const LARGEST_ANSWER = 2 ** 31;

const OK = 200;
const NOT_FOUND = 404;
const CONFLICT = 409;
const TOO_LARGE = 413;

/** What it means for a run that an upload is answered so. */
const refusals: Readonly<Record<number, string>> = {
  401: 'may only be read with this token; new results stay on this machine',
  403: 'may only be read with this token; new results stay on this machine',
  [TOO_LARGE]: 'takes no results as large as some of these; they stay on this machine',
};

const REDIRECTS =
  'redirects to another address, which is not asked; set NX_SELF_HOSTED_REMOTE_CACHE_SERVER to where the results are';

/**
 * The cache at a server that speaks Nx's interface for self-hosted caches (`GET` and `PUT /v1/cache/HASH`). A server that does
 * not answer is not asked again, and one that refuses an upload gets no more: all that a bad server costs is one time limit.
 * @param complain is told of each kind of trouble, once, in a line
 */
export function openRemoteCache(settings: RemoteCacheSettings, complain: (line: string) => void): RemoteCache {
  const { server, key } = settings;
  const asked = { toRead: true, toWrite: true };
  const said = new Set<string>();
  const say = (line: string, detail = ''): void => {
    if (!said.has(line)) complain(`the remote cache ${server} ${line}${detail}`);
    said.add(line);
  };
  const ask = async (hash: string, upload?: Buffer): Promise<Answer | null> => {
    try {
      return await request(settings, hash, upload);
    } catch (error) {
      asked.toRead = false;
      asked.toWrite = false;
      say('does not answer; this run goes on without it', ` (${networkReason(error)})`);
      return null;
    }
  };

  return {
    fetch: async (hash) => {
      const answer = asked.toRead ? await ask(hash) : null;
      if (answer === null || answer.status === NOT_FOUND) return null;
      if (isRedirect(answer)) {
        say(REDIRECTS, ` (${answer.location})`);
        return null;
      }
      if (answer.status !== OK) {
        say(`answers with HTTP status ${answer.status}; what it may have is computed here`);
        return null;
      }
      if (answer.body === null) {
        say('sends results in another encoding than they were stored in; they are computed here');
        return null;
      }
      const archive = unseal(hash, answer.body, key);
      if (archive === null) {
        say(
          'has a result that is damaged, foreign or sealed with another BCOS_CACHE_KEY; it is computed here',
          ` (${hash})`,
        );
      }
      return archive;
    },
    store: async (hash, archive) => {
      const answer = asked.toWrite ? await ask(hash, seal(hash, archive, key)) : null;
      if (answer === null) return false;
      const { status } = answer;
      if ((status >= OK && status < 300) || status === CONFLICT) return true;
      asked.toWrite = status === TOO_LARGE;
      if (isRedirect(answer)) say(REDIRECTS, ` (${answer.location})`);
      else say(refusals[status] ?? `takes no results (HTTP status ${status}); they stay on this machine`);
      return false;
    },
  };
}

function isRedirect({ status }: Answer): boolean {
  return status >= 300 && status < 400;
}

/** One request and its whole answer, within the time limit. What a server redirects to is asked for nothing: it may be any address that
 * this machine reaches. */
async function request(settings: RemoteCacheSettings, hash: string, upload?: Buffer): Promise<Answer> {
  const { server, token, seconds } = settings;
  const response = await fetch(`${server.replace(/\/+$/, '')}/v1/cache/${hash}`, {
    ...(upload === undefined ? {} : { method: 'PUT', body: new Uint8Array(upload) }),
    redirect: 'manual',
    headers: {
      'accept-encoding': 'identity',
      'content-type': 'application/octet-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    signal: AbortSignal.timeout(seconds * 1000),
  });
  const location = response.headers.get('location') ?? 'nowhere';
  return { status: response.status, body: await bodyOf(response), location };
}

async function bodyOf(response: Response): Promise<Buffer | null> {
  const encoding = response.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') {
    await response.body?.cancel();
    return null;
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    parts.push(part);
    length += part.length;
    if (length > LARGEST_ANSWER) throw new Error(`it sends more than ${LARGEST_ANSWER} bytes`);
  }
  return Buffer.concat(parts);
}

/** fetch says no more than that it failed; why is in the error's cause. */
function networkReason(error: unknown): string {
  return reasonOf(error instanceof Error && error.cause !== undefined ? error.cause : error);
}
