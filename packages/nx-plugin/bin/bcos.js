#!/usr/bin/env node
// The workspace is compiled first where it is not, so that a clean clone needs no other command.
import { fileURLToPath } from 'node:url';
import { ensureBuilt, isFresh } from '../freshBuild.mjs';
import { requireOwnPackages } from '../ownPackages.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
if (await isBuilt()) await import('../dist/command/bcosCommand.js');

async function isBuilt() {
  try {
    requireOwnPackages(root);
    if (!isFresh(root)) process.stderr.write('bcos: compiling the workspace\n');
    await ensureBuilt(root);
    return true;
  } catch (error) {
    process.stderr.write(`bcos: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    return false;
  }
}
