#!/usr/bin/env node
// `npm start`: the report of every pipeline that is on, with what it needs, and where the pages are. Nx's plugin builds the
// workspace, so the rest of this package can be read only after Nx has run.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const nx = fileURLToPath(new URL('../../../node_modules/.bin/nx', import.meta.url));
const words = [nx, 'run-many', '--target=report', '--outputStyle=stream', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
if (status === 0) {
  const { reportPages } = await import('../dist/reportPages.js');
  for (const page of reportPages(root, process.env.PIPELINE)) process.stdout.write(`The report is at ${page}\n`);
}
