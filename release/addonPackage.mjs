// `node release/addonPackage.mjs FOLDER`: the engine's addon for this kind of machine, compiled, as a package that npm installs where it fits; it
// prints the path of the tarball. Where the addon loads, nobody needs a compiler. What it is compiled on decides how old a system may be.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { ensureBuilt } from '../packages/nx-plugin/freshBuild.mjs';
import { sourcesOnGitHub } from './sourcesOnGitHub.mjs';
import { root } from './writtenPart.mjs';

const [target] = process.argv.slice(2);
if (target === undefined) {
  process.stderr.write('usage: node release/addonPackage.mjs FOLDER\n');
  process.exitCode = 2;
} else {
  await ensureBuilt(root);
  process.stdout.write(`${await packAddon(resolve(target))}\n`);
}

/**
 * @param {string} out the folder for the tarball
 * @returns {Promise<string>} its path
 */
async function packAddon(out) {
  const native = '../packages/engine/dist/native';
  const { buildAddon } = await import(`${native}/buildAddon.js`);
  const { addonPackage } = await import(`${native}/prebuiltAddon.js`);
  const machine = { os: process.platform, arch: process.arch, env: { ...process.env, BCOS_ENGINE: 'cpu' } };
  const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
  /** @type {string} */
  const link = await buildAddon(machine, say, () => null);
  const work = mkdtempSync(join(tmpdir(), 'bcos-addon-'));
  try {
    mkdirSync(out, { recursive: true });
    cpSync(realpathSync(link), join(work, 'addon.node'));
    cpSync(join(root, 'LICENSE'), join(work, 'LICENSE'));
    writePackage(work, addonPackage(machine), basename(link));
    const words = ['pack', '--json', '--ignore-scripts', '--pack-destination', out, work];
    const [packed] = JSON.parse(execFileSync('npm', words, { cwd: work, encoding: 'utf8' }));
    return join(out, packed.filename);
  } finally {
    rmSync(work, { recursive: true });
  }
}

/**
 * @param {string} folder
 * @param {string} name of the package
 * @param {string} addon the name by which the engine knows whether it fits
 */
function writePackage(folder, name, addon) {
  const { version, license, engines } = JSON.parse(readFileSync(join(root, 'packages/engine/package.json'), 'utf8'));
  const description = `The addon of @bcos-bench/engine for ${process.platform} on ${process.arch}, compiled.`;
  const where = {
    os: [process.platform],
    cpu: [process.arch],
    ...(process.platform === 'linux' && { libc: ['glibc'] }),
  };
  const manifest = { name, version, description, license, engines, ...sourcesOnGitHub(), ...where, addon };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...manifest, files: ['addon.node'] }, null, 2)}\n`);
  const readme = `# ${basename(name)}\n\n${description} Its sources are in that package, which compiles them where no such package fits.\n`;
  writeFileSync(join(folder, 'README.md'), readme);
}
