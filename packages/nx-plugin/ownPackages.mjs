import { existsSync, lstatSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** @typedef {{ name?: string, dependencies?: Record<string, string> }} PackageFile */
/** @typedef {{ version?: string, link?: boolean, dev?: boolean, devOptional?: boolean, optional?: boolean }} LockedPackage */

/** Emits the code that runs, though it is no part of it. */
const COMPILER = 'node_modules/typescript-7';

/**
 * Makes sure that what a task loads is what its hash is made of: that each of the workspace's packages gets the others from this
 * workspace, and the rest in the versions of `package-lock.json`.
 * @param {string} root the workspace
 * @throws {Error} of one line, where `node_modules` is another clone's or another version's
 */
export function requireOwnPackages(root) {
  const packages = workspacePackages(root);
  const folders = new Map(packages.map(([folder, { name }]) => [name, folder]));
  for (const [folder, { dependencies = {} }] of packages) {
    requirePlace(root, folder, join(root, folder), folder);
    for (const name of Object.keys(dependencies)) {
      const own = folders.get(name);
      if (own !== undefined) requireOwn(root, folder, name, own);
    }
  }
  requireLockedVersions(root);
}

/**
 * @param {string} root
 * @returns {[string, PackageFile][]} folders from the root, and what their `package.json` says
 */
function workspacePackages(root) {
  return readdirSync(join(root, 'packages'))
    .map((name) => join('packages', name))
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort()
    .map((folder) => [folder, JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))]);
}

/**
 * @param {string} root
 * @param {string} folder who asks
 * @param {string} name for what
 * @param {string} own where that is in the workspace
 */
function requireOwn(root, folder, name, own) {
  const found = resolvedFolder(join(root, folder), name);
  if (found === null) throw new Error(`${folder} finds no ${name}; ${remedy(root)}`);
  requirePlace(root, `${folder} would load ${name}, which`, found, own);
}

/**
 * @param {string} root
 * @param {string} what
 * @param {string} path where it is found
 * @param {string} own where it should be, from the root
 */
function requirePlace(root, what, path, own) {
  const [is, should] = [realpathSync(path), join(realpathSync(root), own)];
  if (is !== should) throw new Error(`${what} is in ${is} and not in ${should}; ${remedy(root)}`);
}

/**
 * Where Node finds a package, from a folder upwards.
 * @param {string} folder
 * @param {string} name
 * @returns {string | null}
 */
function resolvedFolder(folder, name) {
  for (let at = realpathSync(folder); ; at = dirname(at)) {
    const place = join(at, 'node_modules', name);
    if (existsSync(place)) return place;
    if (dirname(at) === at) return null;
  }
}

/** @param {string} root */
function requireLockedVersions(root) {
  const lock = join(root, 'package-lock.json');
  if (!existsSync(lock)) return;
  /** @type {{ packages?: Record<string, LockedPackage> }} */
  const { packages = {} } = JSON.parse(readFileSync(lock, 'utf8'));
  for (const [place, locked] of Object.entries(packages)) {
    if (!place.includes('node_modules/') || locked.link || locked.version === undefined) continue;
    if ((locked.dev || locked.devOptional) && place !== COMPILER) continue;
    const installed = versionAt(join(root, place, 'package.json'));
    if (installed === locked.version || (installed === null && locked.optional)) continue;
    const is = installed === null ? 'is not there' : `has version ${installed}`;
    throw new Error(`${place} ${is}, where package-lock.json says ${locked.version}; ${remedy(root)}`);
  }
}

/**
 * @param {string} file
 * @returns {string | null}
 */
function versionAt(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : null;
}

/**
 * npm empties the folder that a link points to: it has to go first.
 * @param {string} root
 */
function remedy(root) {
  const link = [join(root, 'node_modules'), join(root, 'node_modules', '@bcos-bench')].find(
    (path) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false,
  );
  const first =
    link === undefined ? '' : `${relative(root, link)} is a link: remove the link, not what it points to, and `;
  return `${first}run npm ci in ${root}`;
}
