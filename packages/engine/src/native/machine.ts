import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What decides which TensorFlow fits and where it is kept; a value, so that specs can describe other machines. */
export interface Machine {
  readonly os: NodeJS.Platform;
  /** As `process.arch`: `x64`, `arm64`. */
  readonly arch: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
}

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return { os: process.platform, arch: process.arch, env: process.env };
}

/** Whether a program of that name is in one of the folders of `PATH`. It is not run. */
export function hasProgram({ env }: Machine, name: string): boolean {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.some((folder) => existsSync(join(folder, name)));
}

/**
 * The folder that all clones of this user share: `bcos-bench` in `BCOS_CACHE_DIR`, else in `XDG_CACHE_HOME`, else in the
 * system's own place for caches.
 */
export function cacheFolder({ os, env }: Machine): string {
  const home = env['HOME'] ?? homedir();
  const places = [
    env['BCOS_CACHE_DIR'],
    env['XDG_CACHE_HOME'],
    os === 'darwin' ? join(home, 'Library', 'Caches') : join(home, '.cache'),
  ];
  return join(places.find((place) => place !== undefined && place !== '') ?? home, 'bcos-bench');
}
