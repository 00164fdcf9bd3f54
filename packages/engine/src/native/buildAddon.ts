import { existsSync, readlinkSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { addonFolder, addonLink, addonList, addonName } from './addonFile.js';
import { addonSources } from './addonSources.js';
import { compileAddon, compilerVersion, missingCompiler, tryAddon } from './compileAddon.js';
import { damagedFile, isListed, listInstalled } from './installedFiles.js';
import type { Machine } from './machine.js';
import { nativePlatforms, type NativePlatform } from './nativePlatform.js';
import { installOnce, type Say } from './sharedInstall.js';
import { installTensorFlow, listTensorFlow, tensorFlowFolder, tensorFlowList } from './tensorFlow.js';

/**
 * Brings TensorFlow and the addon of the present sources into the cache folder, as far as they are not there, or damaged.
 * @returns the addon's path
 * @throws Fault where a program, the network or space is missing
 */
export async function buildAddon(machine: Machine, say: Say): Promise<string> {
  const [platform] = nativePlatforms(machine);
  const sources = addonSources();
  const link = addonLink(machine, platform, sources);
  const version = await compilerVersion(machine, platform);
  await listOlder(machine, platform, link, say);
  const isGood = existsSync(link) && damagedFile(addonList(realpathSync(link))) === null;
  if (version === null && !isGood) throw missingCompiler(machine, platform);
  await installTensorFlow(machine, platform, say);
  if (version === null) return link;

  const folder = addonFolder(machine);
  const file = join(folder, addonName(machine, platform, sources, version));
  if (isGood && readlinkSync(link) === basename(file)) return link;
  const make = (made: string): Promise<void> => {
    say(`${version} compiles the addon, about 20 seconds of two cores`);
    const tensorFlow = tensorFlowFolder(machine, platform);
    return compileAddon({ machine, platform, sources, tensorFlow, folder }, made);
  };
  await installOnce(file, say, make, () => damagedFile(addonList(file)) === null);
  await tryOrRemove(machine, file);
  listInstalled(addonList(file), [basename(file)]);
  pointAt(link, basename(file));
  return link;
}

/** Versions before made no lists. What they installed is listed if it loads; if not, it is removed. */
async function listOlder(machine: Machine, platform: NativePlatform, link: string, say: Say): Promise<void> {
  if (!existsSync(link)) return;
  const [addon, tensorFlow] = [realpathSync(link), tensorFlowFolder(machine, platform)];
  if (!existsSync(tensorFlow)) return;
  const unlisted = {
    addon: !isListed(addonList(addon)),
    tensorFlow: !isListed(tensorFlowList(tensorFlow)),
  };
  if (!unlisted.addon && !unlisted.tensorFlow) return;
  try {
    await tryAddon(machine, addon);
  } catch {
    say(`${link} does not load: the engine is installed again`);
    if (unlisted.addon) rmSync(addon, { force: true });
    if (unlisted.tensorFlow) rmSync(tensorFlow, { recursive: true, force: true });
    return;
  }
  if (unlisted.addon) listInstalled(addonList(addon), [basename(addon)]);
  if (unlisted.tensorFlow) listTensorFlow(tensorFlow);
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
