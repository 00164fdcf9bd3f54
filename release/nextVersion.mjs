// `node release/nextVersion.mjs`: the next version by the changesets in `.changeset/`, in every file that says it. What `CHANGELOG.md` has under
// "Unreleased" is under the version then.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './writtenPart.mjs';

const CHANGESETS = '@changesets/cli@2.29.7';
const before = versionOf('packages/bcos/package.json');
execFileSync('npx', ['--yes', CHANGESETS, 'version'], { cwd: root, stdio: 'inherit' });
const next = versionOf('packages/bcos/package.json');
if (next === before) {
  process.stderr.write('.changeset: asks for no version\n');
  process.exitCode = 1;
} else {
  replace('package.json', `"version": "${before}"`, `"version": "${next}"`);
  replace('CITATION.cff', `version: ${before}`, `version: ${next}`);
  replace('packages/report/src/page/citation.ts', `version: '${before}'`, `version: '${next}'`);
  const day = new Date().toISOString().slice(0, 10);
  replace('CHANGELOG.md', '## Unreleased', `## Unreleased\n\n## ${next} (${day})`);
  execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts'], { cwd: root, stdio: 'inherit' });
}

/** @param {string} file @returns {string} */
function versionOf(file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8')).version;
}

/**
 * @param {string} name of a file
 * @param {string} old what it holds once
 * @param {string} text in its place
 */
function replace(name, old, text) {
  const parts = readFileSync(join(root, name), 'utf8').split(old);
  if (parts.length !== 2) throw new Error(`${name}: has '${old}' ${parts.length - 1} times, not once`);
  writeFileSync(join(root, name), parts.join(text));
}
