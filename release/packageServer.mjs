import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { packedManifest } from './packedManifest.mjs';

/**
 * Serves the tarballs of a folder on the loopback as a registry does, so that package managers can install them before anything is published.
 * @param {string} folder
 * @param {number} port 0 for any that is free
 */
export async function servePackages(folder, port) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  /** @type {Map<string, Packument>} */
  let documents = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname).slice(1);
    const document = documents.get(path);
    if (document !== undefined) {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
    } else if (files.includes(path)) {
      response.end(readFileSync(join(folder, path)));
    } else {
      response.writeHead(404).end('{}');
    }
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : port}`;
  documents = new Map(
    files.map((file) => packument(join(folder, file), `${address}/${file}`)).map((one) => [one.name, one]),
  );
  return { address, names: [...documents.keys()], close: () => server.close() };
}

/**
 * What a registry says of a package.
 * @typedef {{ name: string, 'dist-tags': object, versions: object }} Packument
 * @param {string} file
 * @param {string} tarball its address
 * @returns {Packument}
 */
function packument(file, tarball) {
  const manifest = packedManifest(file);
  const digest = createHash('sha512').update(readFileSync(file)).digest('base64');
  const version = { ...manifest, dist: { tarball, integrity: `sha512-${digest}` } };
  return {
    name: manifest.name,
    'dist-tags': { latest: manifest.version },
    versions: { [manifest.version]: version },
  };
}
