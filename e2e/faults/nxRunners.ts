import { join } from 'node:path';
import type { StopSignal } from '@bcos-bench/cli';

/** A way to run a pipeline. */
export interface Runner {
  /** The program and its words. */
  readonly words: (root: string) => readonly string[];
  /** What it exits with. Nx has one exit code for all signals. */
  readonly codes: Readonly<Record<StopSignal, readonly number[]>>;
}

const nxProgram = (root: string): string => join(root, 'node_modules/.bin/nx');
const bcosProgram = (root: string): string => join(root, 'packages/nx-plugin/bin/bcos.js');

const bySignal = { SIGINT: [130], SIGTERM: [143], SIGHUP: [129] };

/** By what the tables call them. */
export const runners: Readonly<Record<string, Runner>> = {
  'nx run-many': {
    words: (root) => [nxProgram(root), 'run-many', '-t', 'report', '--outputStyle=stream'],
    codes: { SIGINT: [130], SIGTERM: [130, 143], SIGHUP: [130, 129] },
  },
  'npm start': { words: (root) => [join(root, 'packages/nx-plugin/bin/bcos-start.js')], codes: bySignal },
  'bcos run': { words: (root) => [bcosProgram(root), 'run', 'small'], codes: bySignal },
};

/** What LAUNCHER and BCOS_ATTACK_JOBS may be, by what the tables call them. */
export const launchers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no launcher': { LAUNCHER: '' },
  'each attack by itself': { LAUNCHER: '', BCOS_ATTACK_JOBS: '' },
  'a launcher': { LAUNCHER: 'nice -n 1' },
  // As srun: what it starts has none of the starter's files.
  'a launcher that closes files': { LAUNCHER: `bash -c 'exec "$@" 3>&-' bash` },
};
