import { existsSync } from 'node:fs';
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
