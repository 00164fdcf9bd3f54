// `node release/installPackages.mjs PACKAGES FOLDER`: installs `@bcos-bench/bcos` in a folder from the tarballs of another, as from a registry. npm
// itself would ask the registry for what one tarball needs of another under a second name.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { servePackages } from './packageServer.mjs';

const [packages, folder] = process.argv.slice(2);
if (packages === undefined || folder === undefined) {
  process.stderr.write('usage: node release/installPackages.mjs PACKAGES FOLDER\n');
  process.exitCode = 2;
} else {
  const { address, close } = await servePackages(packages, 0);
  const words = ['install', '--no-audit', '--no-fund', `--@bcos-bench:registry=${address}`, '@bcos-bench/bcos'];
  const npm = spawn('npm', words, { cwd: folder, stdio: 'inherit' });
  const [code] = await once(npm, 'exit');
  process.exitCode = code ?? 1;
  close();
}
