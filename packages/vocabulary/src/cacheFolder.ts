import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder that all clones of this user share: `bcos-bench` in `BCOS_CACHE_DIR`, else in `XDG_CACHE_HOME`, else in the
 * system's own place for caches. It need not exist.
 */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = env['HOME'] ?? homedir();
  const own = platform === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache');
  const place = [env['BCOS_CACHE_DIR'], env['XDG_CACHE_HOME'], own].find((path) => path !== undefined && path !== '');
  return join(place ?? own, 'bcos-bench');
}
