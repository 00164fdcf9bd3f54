#!/usr/bin/env node
// The code is looked at before and after: a result is what Nx takes it for where it was the same at both times.
import { fileURLToPath } from 'node:url';
import { otherCode } from '../runCode.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
if (isOwnCode()) {
  await import('../dist/command/runNodeCommand.js');
  isOwnCode();
}

function isOwnCode() {
  const complaint = otherCode(root, process.env);
  if (complaint === null) return true;
  process.stderr.write(`run-node: ${complaint}\n`);
  process.exitCode = 1;
  return false;
}
