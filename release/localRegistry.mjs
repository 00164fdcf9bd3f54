// `node release/localRegistry.mjs FOLDER`: a registry of the tarballs in a folder, on the loopback, until it is stopped. It knows the packages as a
// package manager asks for them, so that an installation can be tried before anything is published:
//     npm install --@bcos-bench:registry=http://127.0.0.1:4874 @bcos-bench/bcos
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const PORT = 4874;
const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node release/localRegistry.mjs FOLDER\n');
  process.exit(2);
}
const address = `http://127.0.0.1:${PORT}`;
const files = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
const documents = new Map(files.map((name) => [manifestOf(name).name, packument(name)]));

createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? '/', address).pathname).slice(1);
  const document = documents.get(path);
  if (document !== undefined) {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
  } else if (files.includes(path)) {
    response.end(readFileSync(join(folder, path)));
  } else {
    response.writeHead(404).end('{}');
  }
}).listen(PORT, '127.0.0.1', () => process.stdout.write(`${address} has ${[...documents.keys()].join(', ')}\n`));

/** @param {string} file @returns {{ name: string, version: string }} */
function manifestOf(file) {
  const text = execFileSync('tar', ['-xzOf', join(folder, file), 'package/package.json'], { encoding: 'utf8' });
  return JSON.parse(text);
}

/** @param {string} file */
function packument(file) {
  const manifest = manifestOf(file);
  const integrity = `sha512-${createHash('sha512')
    .update(readFileSync(join(folder, file)))
    .digest('base64')}`;
  const version = { ...manifest, dist: { tarball: `${address}/${file}`, integrity } };
  return {
    name: manifest.name,
    'dist-tags': { latest: manifest.version },
    versions: { [manifest.version]: version },
  };
}
