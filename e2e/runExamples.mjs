// `node e2e/runExamples.mjs FILE…`: runs programs one after the other in this process, because each alone would load TensorFlow and the
// packages again, and prints as JSON what each has printed.
import { format } from 'node:util';

/** @type {string[][]} */
const printed = [];
console.log = (...values) => printed.at(-1)?.push(format(...values));
for (const file of process.argv.slice(2)) {
  printed.push([]);
  await import(file);
  if (process.exitCode !== undefined) break;
}
process.stdout.write(`${JSON.stringify(printed)}\n`);
