// `node release/publishPackages.mjs FOLDER [--dry-run]`: publishes the tarballs of a folder, with provenance; a version that the registry has stays
// as it is, so that a publication that broke off can be run again.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packedManifest } from './packedManifest.mjs';

const [folder, ...flags] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node release/publishPackages.mjs FOLDER [--dry-run]\n');
  process.exitCode = 2;
} else {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  for (const file of files.map((name) => join(folder, name))) publish(file);
}

/** @param {string} file */
function publish(file) {
  const { name, version } = packedManifest(file);
  const known = spawnSync('npm', ['view', `${name}@${version}`, 'version'], { encoding: 'utf8' });
  if (known.stdout.trim() === version) {
    process.stdout.write(`${name}@${version} is published\n`);
    return;
  }
  execFileSync('npm', ['publish', '--provenance', '--access', 'public', ...flags, file], { stdio: 'inherit' });
}
