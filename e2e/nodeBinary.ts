import { execFileSync } from 'node:child_process';

/**
 * The path of another Node than the one that runs this, as npm's package `node` would install it; npm keeps it for the next time.
 * @param version such as 24
 */
export function nodeBinary(version: number): string {
  const words = ['exec', '--yes', `--package=node-${process.platform}-${process.arch}@${version}`];
  const said = execFileSync('npm', [...words, '--', 'node', '-p', 'process.execPath'], { encoding: 'utf8' });
  return said.trim();
}
