import type { RandomStream } from '@bcos-bench/random';
import type { Sample } from './sample.js';

/**
 * What a reader may make of a mutated file besides a one-line error: nothing else; the tensors of the good file, as far as it
 * reads any; or whatever the file now says.
 */
export type Allowed = 'nothing' | 'the same' | 'anything';

/** A way to spoil a good file. */
export interface Mutation {
  readonly kind: string;
  /** Whether it can be made of a sample. */
  readonly suits: (sample: Sample) => boolean;
  readonly allowed: (sample: Sample) => Allowed;
  /** The bytes of the spoilt file; `canary` is a path that whatever runs a program would make. */
  readonly make: (sample: Sample, random: RandomStream, canary: string) => Buffer;
}
