import { existsSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { addonFolder, addonLink, addonName } from './addonFile.js';
import { addonSources } from './addonSources.js';
import { compileAddon, compilerVersion, missingCompiler, tryAddon } from './compileAddon.js';
import type { Machine } from './machine.js';
import { nativePlatforms } from './nativePlatform.js';
import { installOnce, type Say } from './sharedInstall.js';
import { installTensorFlow, tensorFlowFolder } from './tensorFlow.js';

/**
 * Brings TensorFlow and the addon of the present sources into the cache folder, as far as they are not there.
 * @returns the addon's path
 * @throws Fault where a program, the network or space is missing
 */
export async function buildAddon(machine: Machine, say: Say): Promise<string> {
  const [platform] = nativePlatforms(machine);
  const sources = addonSources();
  const link = addonLink(machine, platform, sources);
  const version = await compilerVersion(machine, platform);
  if (version === null && !existsSync(link)) throw missingCompiler(machine, platform);
  await installTensorFlow(machine, platform, say);
  if (version === null) return link;

  const folder = addonFolder(machine);
  const file = join(folder, addonName(machine, platform, sources, version));
  if (existsSync(link) && readlinkSync(link) === basename(file)) return link;
  await installOnce(file, say, (made) => {
    say(`${version} compiles the addon, about 20 seconds of two cores`);
    const tensorFlow = tensorFlowFolder(machine, platform);
    return compileAddon({ machine, platform, sources, tensorFlow, folder }, made);
  });
  await tryOrRemove(machine, file);
  pointAt(link, basename(file));
  return link;
}

async function tryOrRemove(machine: Machine, file: string): Promise<void> {
  try {
    await tryAddon(machine, file);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/** Makes or replaces a symbolic link, at no time absent. */
function pointAt(link: string, target: string): void {
  const next = `${link}.${process.pid}`;
  rmSync(next, { force: true });
  symlinkSync(target, next);
  renameSync(next, link);
}
