import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Fault, cacheFolder } from '@bcos-bench/vocabulary';
import { addonSources, type AddonSources } from './addonSources.js';
import { compilerFlags, linkerFlags } from './compileAddon.js';
import { damagedFile } from './installedFiles.js';
import { thisMachine, type Machine } from './machine.js';
import { nativePlatforms, type NativePlatform } from './nativePlatform.js';
import { tensorFlowFolder, tensorFlowList } from './tensorFlow.js';

/** The folder that addons are kept in, whatever they were compiled from. */
export function addonFolder(machine: Machine): string {
  return join(cacheFolder(machine.env, machine.os), 'addons');
}

/** A name for the addon of these sources, flags and TensorFlow; with `compilerVersion`, for the one that it compiled. */
export function addonName(
  machine: Machine,
  platform: NativePlatform,
  sources: AddonSources,
  compilerVersion?: string,
): string {
  const tensorFlow = basename(tensorFlowFolder(machine, platform));
  const flags = [compilerFlags(platform), platform.unitFlags, linkerFlags(platform)];
  const inputs = [sources.digest, ...flags, tensorFlow, compilerVersion];
  return `${createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 32)}.node`;
}

/**
 * The link to the addon that was built last of these sources, whichever compiler it was built with: so the addon is
 * found without running a compiler, which a cluster's nodes may lack.
 */
export function addonLink(machine: Machine, platform: NativePlatform, sources: AddonSources): string {
  return join(addonFolder(machine), addonName(machine, platform, sources));
}

/** The list of the one file of an addon. */
export function addonList(file: string): string {
  return `${file}.json`;
}

/**
 * The compiled addon, for Node to load; null where it has not been built of the present sources. It is looked up, not built, in a few
 * milliseconds.
 * @throws Fault where it or TensorFlow is damaged: Node would end without a word
 */
export function addonFile(machine: Machine = thisMachine()): string | null {
  const sources = addonSources();
  const built = nativePlatforms(machine).find(
    (platform) => existsSync(addonLink(machine, platform, sources)) && existsSync(tensorFlowFolder(machine, platform)),
  );
  if (built === undefined) return null;
  const link = addonLink(machine, built, sources);
  requireUndamaged(tensorFlowList(tensorFlowFolder(machine, built)));
  requireUndamaged(addonList(realpathSync(link)));
  return link;
}

function requireUndamaged(list: string): void {
  const damaged = damagedFile(list);
  if (damaged === null) return;
  const remedy = 'run npx bcos engine, which installs it again';
  throw new Fault({ what: 'is damaged: it is not what was installed', where: damaged, remedy });
}
