#!/usr/bin/env node
// A clone is compiled first where it is not, so that a clean one needs no other command.
import { clone } from '../clone.mjs';
import { ensureBuilt, isFresh } from '../freshBuild.mjs';
import { requireOwnPackages } from '../ownPackages.mjs';

if (clone === null || (await isBuilt(clone))) await import('../dist/program/bcosCommand.js');

/** @param {string} root */
async function isBuilt(root) {
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
