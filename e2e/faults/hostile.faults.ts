import { expect, it } from 'vitest';
import { runFuzzer } from './fuzzer.js';
import { TRIES } from './tries.js';

/** What is made to hang, to eat memory or to be executed; each prints its table. */
const fuzzers = ['odd-inputs', 'torch-file', 'onnx', 'columns'];

it.each(fuzzers)('%s: each hostile file and word ends with one line or a right answer', async (name) => {
  expect(await runFuzzer(name, ['--count', String(20 * (TRIES ?? 1))])).toBe(0);
});
