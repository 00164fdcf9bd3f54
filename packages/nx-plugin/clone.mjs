import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The clone that this code lies in; null where it was installed from a registry: no compiler settings are published. */
export const clone = existsSync(new URL('tsconfig.json', import.meta.url))
  ? fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
  : null;
