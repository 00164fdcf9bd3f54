import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Machine } from './machine.js';

/** An addon that was compiled elsewhere, as a package of its own holds it. */
export interface PrebuiltAddon {
  readonly packageName: string;
  readonly version: string;
  /** The compiled addon. */
  readonly file: string;
}

/** What is read of the package's `package.json`: `addon` is the name that `addonName` gives to its sources, flags and TensorFlow. */
const manifestSchema = z.object({ version: z.string(), addon: z.string() });

/** The package that has the addon of a kind of machine, if it is installed: npm installs it only where it fits. */
export function addonPackage({ os, arch }: Pick<Machine, 'os' | 'arch'>): string {
  return `@bcos-bench/engine-${os}-${arch}`;
}

/**
 * The prebuilt addon for a machine; null where none is installed, or one of other sources, flags or TensorFlow.
 * @param name of the addon, as `addonName` gives it
 */
export function prebuiltAddon(machine: Machine, name: string): PrebuiltAddon | null {
  const packageName = addonPackage(machine);
  const path = manifestPath(packageName);
  if (path === null) return null;
  const manifest = manifestSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!manifest.success || manifest.data.addon !== name) return null;
  return { packageName, version: manifest.data.version, file: join(dirname(path), 'addon.node') };
}

function manifestPath(packageName: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  } catch {
    return null;
  }
}
