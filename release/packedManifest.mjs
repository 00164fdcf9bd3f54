import { execFileSync } from 'node:child_process';

/**
 * The `package.json` of a tarball.
 * @param {string} file
 * @returns {{ name: string, version: string }}
 */
export function packedManifest(file) {
  return JSON.parse(execFileSync('tar', ['-xzOf', file, 'package/package.json'], { encoding: 'utf8' }));
}
