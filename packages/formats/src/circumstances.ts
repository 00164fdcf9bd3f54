import { arch, cpus } from 'node:os';
import { z } from 'zod';
import { computingDeviceSchema, type ComputingDevice } from '@bcos-bench/vocabulary';
import { installedPackages } from './installedPackages.js';

/** The part `made` of `timing.json`: under which circumstances a stage ran. */
export const circumstancesSchema = z.object({
  /** The version of Node. */
  node: z.string(),
  /** The stage's own package and what it and the workspace's packages take from the registry: versions by name. */
  packages: z.record(z.string(), z.string()),
  /** Null where the stage computes nothing on an engine. */
  computedOn: computingDeviceSchema.nullable(),
  /** The kind of processor, such as `AMD EPYC 7B13`. */
  processor: z.string(),
  /** The commit of the sources, with `-dirty` at its end where tracked files differed from it; null where none is known. */
  commit: z.string().nullable(),
});
export type Circumstances = z.infer<typeof circumstancesSchema>;

/**
 * The circumstances under which this process runs. The commit is what the environment variable BCOS_COMMIT says.
 * @param module the address of a module of the stage's package, as `import.meta.url` gives it
 * @throws Fault where the package's `package.json` cannot be read
 */
export function circumstances(module: string, computedOn: ComputingDevice | null): Circumstances {
  const commit = process.env['BCOS_COMMIT'] ?? '';
  return {
    node: process.versions.node,
    packages: installedPackages(module),
    computedOn,
    processor: cpus()[0]?.model.trim() ?? arch(),
    commit: commit === '' ? null : commit,
  };
}
