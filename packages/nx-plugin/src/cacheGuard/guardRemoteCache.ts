import { UsageFault } from '@bcos-bench/vocabulary/fault';
import { LOOPBACK } from '../run/loopback.js';
import { startCacheGuard } from './cacheGuard.js';
import { openRemoteCache, type RemoteCacheSettings } from './remoteCache.js';

const SERVER = 'NX_SELF_HOSTED_REMOTE_CACHE_SERVER';
const TOKEN = 'NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN';
const KEY = 'BCOS_CACHE_KEY';
const SECONDS = 'BCOS_CACHE_SECONDS';
/** The address of this run's guard: a run of Nx within a task has one already. */
const GUARD = 'BCOS_CACHE_GUARD';
/** In place of a key: who can write to the server is trusted. */
const NO_KEY = 'none';
const DEFAULT_SECONDS = 60;

type Environment = Record<string, string | undefined>;

/**
 * Where a remote cache is set up, puts the guard before it: `environment` then names the guard, with a token of its own, for
 * Nx, which reads both afterwards, and has no key any more: tasks inherit it. (`NO_PROXY` keeps Nx from asking a proxy for this
 * machine's own loopback.)
 * @throws UsageFault where there is no key, or the address or the time limit cannot be understood
 */
export async function guardRemoteCache(environment: Environment): Promise<void> {
  if (environment[GUARD] !== undefined && environment[GUARD] === environment[SERVER]) return;
  const settings = cacheSettings(environment);
  if (settings === null) return;
  const complain = (line: string): void => {
    process.stderr.write(`bcos-cache: ${line}\n`);
  };
  const guard = await startCacheGuard(openRemoteCache(settings, complain), complain);
  environment[SERVER] = guard.address;
  environment[GUARD] = guard.address;
  environment[TOKEN] = guard.token;
  // Nx takes over what is set and not what is deleted.
  environment[KEY] = '';
  const direct = environment['NO_PROXY'] ?? environment['no_proxy'] ?? '';
  for (const name of ['NO_PROXY', 'no_proxy']) environment[name] = direct === '' ? LOOPBACK : `${direct},${LOOPBACK}`;
}

/** What the environment says of a remote cache; null where there is none. @throws UsageFault */
export function cacheSettings(environment: Readonly<Environment>): RemoteCacheSettings | null {
  const server = environment[SERVER] ?? '';
  if (server === '') return null;
  const protocol = URL.canParse(server) ? new URL(server).protocol : '';
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw wrong(SERVER, server, 'an address', 'write it as https://cache.example.org');
  }
  const token = environment[TOKEN] ?? '';
  return {
    server,
    token: token === '' ? undefined : token,
    key: sealKey(environment[KEY] ?? ''),
    seconds: timeLimit(environment[SECONDS] ?? ''),
  };
}

function sealKey(text: string): string {
  if (text === NO_KEY) return '';
  if (text !== '') return text;
  throw new UsageFault({
    what: 'is not set, and without a key a forged result passes for a true one',
    where: `environment variable ${KEY}`,
    remedy:
      'set it to one secret for all who share results, such as of `openssl rand -hex 32`, ' +
      `or to ${NO_KEY} where you trust everybody who can write to the server`,
  });
}

function timeLimit(text: string): number {
  if (text === '') return DEFAULT_SECONDS;
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw wrong(SECONDS, text, 'a number of seconds', `set it to a whole number such as ${DEFAULT_SECONDS}, or unset it`);
}

function wrong(variable: string, value: string, wanted: string, remedy: string): UsageFault {
  return new UsageFault({ what: `'${value}' is not ${wanted}`, where: `environment variable ${variable}`, remedy });
}
