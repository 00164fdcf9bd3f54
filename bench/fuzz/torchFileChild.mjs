// Reads mutated files, one after the other, and says a line of JSON about each. It is run by torch-file.mjs under Node's
// permission model: it may start no process and no thread, and write to its own folder only.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { attempt } from '../../packages/torch-file/dist/fuzz/attempt.js';
import { readSample } from '../../packages/torch-file/dist/fuzz/sample.js';

const [fixtures, folder, canary, seed, begin, end] = process.argv.slice(2);
const names = readdirSync(fixtures).filter((name) => /\.(pt|ckpt|safetensors)$/.test(name));
const readable = names.filter((name) => !['torchscript.pt', 'module.pt', 'expected.safetensors'].includes(name));
const samples = await Promise.all(readable.sort().map((name) => readSample(join(fixtures, name))));
for (let number = Number(begin); number < Number(end); number += 1) {
  const made = await attempt(samples, { seed: Number(seed), number }, { folder, canary });
  const megabytes = process.memoryUsage().rss / 2 ** 20;
  process.stdout.write(`${JSON.stringify({ ...made, number, megabytes })}\n`);
}
