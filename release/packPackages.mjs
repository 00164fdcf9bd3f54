// `node release/packPackages.mjs FOLDER`: all packages as they are published, one tarball each; it prints their paths. If the folder holds
// addons that `addonPackage.mjs` has packed, the engine names them as optional dependencies.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../packages/nx-plugin/freshBuild.mjs';
import { sourcesOnGitHub } from './sourcesOnGitHub.mjs';

/**
 * What is read here of a `package.json`.
 * @typedef {Record<string, unknown> & { name: string, version: string, exports?: Record<string, unknown>, dependencies?: Record<string, string> }} Manifest
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const TFJS_NODE = '@tensorflow/tfjs-node-gpu';
/** What the engine takes of tfjs-node, which fetches a TensorFlow of 2022 when it is installed: this, and no install step. */
const OURS = '@bcos-bench/tfjs-node-gpu';
const TAKEN =
  /^(nodejs_kernel_backend|register_all_kernels|tensorboard|int64_tensors|tfjs_binding|kernels|proto)(\.|$)/;
/** A tarball of `addonPackage.mjs`, and the kind of machine in its name. */
const ADDON = /^bcos-bench-engine-(\w+-\w+)-\d.*[.]tgz$/;
const NEEDED = ['@tensorflow/tfjs', 'google-protobuf'];

const [target] = process.argv.slice(2);
if (target === undefined) {
  process.stderr.write('usage: node release/packPackages.mjs FOLDER\n');
  process.exitCode = 2;
} else {
  await ensureBuilt(root);
  for (const file of packPackages(resolve(target))) process.stdout.write(`${file}\n`);
}

/**
 * Packs every package of the workspace, and what they take of tfjs-node.
 * @param {string} out the folder for the tarballs
 * @returns {string[]} their paths
 */
function packPackages(out) {
  mkdirSync(out, { recursive: true });
  const work = mkdtempSync(join(tmpdir(), 'bcos-pack-'));
  try {
    const own = readdirSync(join(root, 'packages')).map((name) => copiedPackage(name, work));
    nameAddons(join(work, 'engine'), out);
    const folders = [...own, tfjsNode(work)].sort();
    const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', out, ...folders];
    /** @type {{ filename: string }[]} */
    const packed = JSON.parse(execFileSync('npm', words, { cwd: work, encoding: 'utf8', maxBuffer: 1 << 28 }));
    return packed.map(({ filename }) => join(out, basename(filename)));
  } finally {
    rmSync(work, { recursive: true });
  }
}

/**
 * @param {string} name
 * @param {string} work
 */
function copiedPackage(name, work) {
  const folder = join(work, name);
  const from = join(root, 'packages', name);
  cpSync(from, folder, { recursive: true, filter: (path) => basename(path) !== 'node_modules' });
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeManifest(folder, published(readManifest(join(from, 'package.json'))));
  return folder;
}

/**
 * Has the engine's package name the addons that are published with it. No other: a name that nobody has published could become somebody's.
 * @param {string} engine
 * @param {string} out
 */
function nameAddons(engine, out) {
  const kinds = readdirSync(out).flatMap((name) => ADDON.exec(name)?.slice(1, 2) ?? []);
  if (kinds.length === 0) return;
  const manifest = readManifest(join(engine, 'package.json'));
  const addons = kinds.sort().map((kind) => [`@bcos-bench/engine-${kind}`, manifest.version]);
  writeManifest(engine, { ...manifest, optionalDependencies: Object.fromEntries(addons) });
}

/**
 * A manifest without what only the workspace has: sources, fixtures, dependencies of specs.
 * @param {Manifest} manifest
 * @returns {Manifest}
 */
function published({ exports = {}, dependencies = {}, ...rest }) {
  delete rest.devDependencies;
  const entries = Object.entries(exports).filter(([path]) => !path.startsWith('./testing'));
  const compiled = entries.map(([path, conditions]) => [path, withoutSource(conditions)]);
  const taken = Object.entries(dependencies).map(([name, version]) => [
    name,
    name === TFJS_NODE ? `npm:${OURS}@${version}` : version,
  ]);
  return {
    ...rest,
    ...sourcesOnGitHub(),
    exports: Object.fromEntries(compiled),
    dependencies: Object.fromEntries(taken),
  };
}

/** @param {unknown} conditions */
function withoutSource(conditions) {
  if (typeof conditions !== 'object' || conditions === null) return conditions;
  return Object.fromEntries(Object.entries(conditions).filter(([name]) => name !== '@bcos-bench/source'));
}

/** @param {string} work */
function tfjsNode(work) {
  const require = createRequire(join(root, 'packages/engine/package.json'));
  const from = dirname(require.resolve(`${TFJS_NODE}/package.json`));
  const { version, license, dependencies = {} } = readManifest(join(from, 'package.json'));
  const folder = join(work, 'tfjs-node-gpu');
  for (const name of readdirSync(join(from, 'dist')).filter((entry) => TAKEN.test(entry))) {
    cpSync(join(from, 'dist', name), join(folder, 'dist', name), { recursive: true });
  }
  cpSync(join(from, 'binding'), join(folder, 'binding'), { recursive: true });
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  const description = `What @bcos-bench/engine takes of ${TFJS_NODE}, as it is there: its kernels and the sources of its addon, without an install step.`;
  writeFileSync(join(folder, 'README.md'), `# tfjs-node-gpu\n\n${description}\n`);
  const needed = Object.fromEntries(NEEDED.map((name) => [name, dependencies[name]]));
  writeManifest(folder, { name: OURS, version, description, license, ...sourcesOnGitHub(), dependencies: needed });
  return folder;
}

/**
 * @param {string} file
 * @returns {Manifest}
 */
function readManifest(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/**
 * @param {string} folder
 * @param {Record<string, unknown>} manifest
 */
function writeManifest(folder, manifest) {
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
