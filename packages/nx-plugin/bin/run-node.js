#!/usr/bin/env node
// The code is looked at before and after: a result is what Nx takes it for where it was the same at both times.
import { clone } from '../clone.mjs';
import { otherCode } from '../runCode.mjs';

if (isOwnCode()) {
  await import('../dist/program/runNodeCommand.js');
  isOwnCode();
}

function isOwnCode() {
  const complaint = clone === null ? null : otherCode(clone, process.env);
  if (complaint === null) return true;
  process.stderr.write(`run-node: ${complaint}\n`);
  process.exitCode = 1;
  return false;
}
