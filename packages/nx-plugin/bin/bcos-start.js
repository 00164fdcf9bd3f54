#!/usr/bin/env node
// `npm start`: the report of every pipeline that is on, with what it needs, and where the pages are. Nx's plugin builds the
// workspace, so the rest of this package can be read only after Nx has run.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const nx = fileURLToPath(new URL('../../../node_modules/.bin/nx', import.meta.url));
const words = [nx, 'run-many', '--target=report', '--outputStyle=stream', ...process.argv.slice(2)];
const child = spawn(process.execPath, words, { cwd: root, stdio: 'inherit' });
// A terminal sends SIGINT to Nx too, which lets its tasks end; the others may come to this process alone.
process.on('SIGINT', () => undefined);
for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
const status = await new Promise((resolve) => {
  child.once('exit', (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
});
process.exitCode = status;
if (status === 0) {
  const { reportPages } = await import('../dist/program/reportPages.js');
  for (const page of reportPages(root, process.env.PIPELINE)) process.stdout.write(`The report is at ${page}\n`);
}
