import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, Fault, reasonOf } from '@bcos-bench/vocabulary';
import { randomStream } from '@bcos-bench/random';
import { pick } from './draw.js';
import { mutations } from './mutations.js';
import { readTensors, type Sample } from './sample.js';

/** What became of a mutated file; `wrong` is what must not be. */
export interface Attempt {
  readonly kind: string;
  readonly sample: string;
  readonly outcome: 'refused' | 'read' | 'wrong';
  /** The error's message, or what is wrong. */
  readonly message: string;
  readonly milliseconds: number;
}

/** How often each kind is tried: some break a file in many ways, some in few. */
const WEIGHTS = new Map([
  ['bit flips', 12],
  ['noise in a pickle', 12],
  ['a pickle cut and joined', 6],
  ['cut at the end', 4],
  ['a pickle of random opcodes', 4],
  ['lying sizes of an entry', 4],
]);
const drawn = mutations.flatMap((mutation) => Array<typeof mutation>(WEIGHTS.get(mutation.kind) ?? 1).fill(mutation));

/**
 * Spoils one of `samples` as the seed and the number of the attempt say, and reads all of it.
 * @param folder where the spoilt file lies meanwhile
 * @param canary the path that nothing may come to lie at
 */
export async function attempt(
  samples: readonly Sample[],
  { seed, number }: { readonly seed: number; readonly number: number },
  { folder, canary }: { readonly folder: string; readonly canary: string },
): Promise<Attempt> {
  const random = randomStream(seed, number);
  const mutation = pick(random, drawn);
  const sample = pick(random, samples.filter(mutation.suits));
  const path = join(folder, `${number}.pt`);
  writeFileSync(path, mutation.make(sample, random, canary));
  const begin = performance.now();
  const { outcome, message } = await verdict(path, (tensors) => {
    const allowed = mutation.allowed(sample);
    if (allowed === 'nothing') return 'it was read';
    return allowed === 'anything' || isSame(tensors, sample.tensors) ? null : 'it was read as something else';
  });
  const milliseconds = performance.now() - begin;
  rmSync(path);
  return { kind: mutation.kind, sample: sample.name, outcome, message, milliseconds };
}

async function verdict(
  path: string,
  objection: (tensors: readonly Float32Array[]) => string | null,
): Promise<Pick<Attempt, 'outcome' | 'message'>> {
  try {
    const { tensors } = await readTensors(path);
    const wrong = objection(tensors);
    return { outcome: wrong === null ? 'read' : 'wrong', message: wrong ?? '' };
  } catch (error) {
    if (!(error instanceof Fault)) return { outcome: 'wrong', message: `no fault: ${reasonOf(error)}` };
    const lines = error.message.split('\n').length;
    return { outcome: lines === 1 ? 'refused' : 'wrong', message: error.message };
  }
}

function isSame(found: readonly Float32Array[], wanted: readonly Float32Array[]): boolean {
  return found.length === wanted.length && found.every((numbers, i) => bytesOf(numbers).equals(bytesOf(at(wanted, i))));
}

function bytesOf(numbers: Float32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
