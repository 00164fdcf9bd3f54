import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];
const SLURM = ['srun', 'slurmctld', 'slurmd', 'munged'];

/** Where Chromium is: `CHROMIUM`, or a program of one of its names; null where there is none. */
export function chromiumPath(environment: Environment): string | null {
  const named = environment['CHROMIUM'] ?? '';
  if (named !== '' && existsSync(named)) return named;
  return BROWSERS.map((name) => programPath(name, environment)).find((path) => path !== null) ?? null;
}

/** Why there can be no Slurm here; null where there can. */
export function whyNoSlurm(environment: Environment): string | null {
  const missing = SLURM.filter((program) => programPath(program, environment) === null);
  if (missing.length > 0) return `skipped: no ${missing.join(', ')} here (apt-get install slurm-wlm munge)`;
  return process.getuid?.() === 0 ? null : 'skipped: only root can start a Slurm';
}

function programPath(name: string, environment: Environment): string | null {
  const paths = (environment['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  return paths.find((path) => existsSync(path)) ?? null;
}
