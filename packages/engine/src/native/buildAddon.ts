import { copyFile } from 'node:fs/promises';
import { existsSync, readlinkSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';
import { addonFolder, addonLink, addonList, addonName } from './addonFile.js';
import { addonSources, type AddonSources } from './addonSources.js';
import { compileAddon, compilerVersion, missingCompiler, tryAddon } from './compileAddon.js';
import { damagedFile, isListed, listInstalled } from './installedFiles.js';
import type { Machine } from './machine.js';
import { nativePlatforms, type NativePlatform } from './nativePlatform.js';
import { prebuiltAddon, type PrebuiltAddon } from './prebuiltAddon.js';
import { installOnce, type Make, type Say } from './sharedInstall.js';
import { installTensorFlow, listTensorFlow, tensorFlowFolder, tensorFlowList } from './tensorFlow.js';

/** A way to come by the addon. */
interface AddonMaker {
  /** Who compiled it: part of the file's name. */
  readonly compiledBy: string;
  readonly make: Make;
  /** What is said where what it made does not load here; null where that is the end. */
  readonly otherwise: string | null;
}

/**
 * Brings TensorFlow and the addon of the present sources into the cache folder, as far as they are not there, or damaged. The addon is
 * the prebuilt one where one fits, and else compiled.
 * @returns the addon's path
 * @throws Fault where a program, the network or space is missing
 */
export async function buildAddon(
  machine: Machine,
  say: Say,
  findPrebuilt: typeof prebuiltAddon = prebuiltAddon,
): Promise<string> {
  const [platform] = nativePlatforms(machine);
  const sources = addonSources();
  const link = addonLink(machine, platform, sources);
  const compiler = await compilerVersion(machine, platform);
  await listOlder(machine, platform, link, say);
  const isGood = existsSync(link) && damagedFile(addonList(realpathSync(link))) === null;
  const prebuilt = findPrebuilt(machine, basename(link));
  if (compiler === null && prebuilt === null && !isGood) throw missingCompiler(machine, platform);
  await installTensorFlow(machine, platform, say);

  const makers = [
    ...(prebuilt === null ? [] : [copying(prebuilt)]),
    ...(compiler === null ? [] : [compiling(machine, platform, sources, compiler, say)]),
  ];
  for (const maker of makers) {
    const file = join(addonFolder(machine), addonName(machine, platform, sources, maker.compiledBy));
    if (isGood && readlinkSync(link) === basename(file)) return link;
    if (!(await isInstalled(machine, file, maker, say))) continue;
    pointAt(link, basename(file));
    return link;
  }
  if (isGood) return link;
  throw missingCompiler(machine, platform);
}

function copying({ packageName, version, file }: PrebuiltAddon): AddonMaker {
  return {
    compiledBy: `${packageName} ${version}`,
    make: (made) => copyFile(file, made),
    otherwise: `the addon of ${packageName} does not load here, so it is to be compiled`,
  };
}

function compiling(
  machine: Machine,
  platform: NativePlatform,
  sources: AddonSources,
  compiler: string,
  say: Say,
): AddonMaker {
  const tensorFlow = tensorFlowFolder(machine, platform);
  return {
    compiledBy: compiler,
    make: (made) => {
      say(`${compiler} compiles the addon, about 20 seconds of two cores`);
      return compileAddon({ machine, platform, sources, tensorFlow, folder: addonFolder(machine) }, made);
    },
    otherwise: null,
  };
}

/** Makes the addon's file. @returns whether it loads; a prebuilt one may want a newer system than this */
async function isInstalled(
  machine: Machine,
  file: string,
  { make, otherwise }: AddonMaker,
  say: Say,
): Promise<boolean> {
  try {
    await installOnce(file, say, make, () => damagedFile(addonList(file)) === null);
    await tryOrRemove(machine, file);
  } catch (error) {
    if (otherwise === null || !(error instanceof Fault)) throw error;
    say(`${otherwise}: ${error.message}`);
    return false;
  }
  listInstalled(addonList(file), [basename(file)]);
  return true;
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
