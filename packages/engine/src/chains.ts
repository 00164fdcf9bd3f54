import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import { BATCH_UNIT } from './batchSize.js';
import { tensorNamed, type NamedTensors } from './traceNamed.js';

/**
 * In how many parts a batch of `size` images is computed side by side on `threads` threads: the most that each have a
 * thread to themselves and a whole number of `BATCH_UNIT`s, so that no bit of a result depends on it.
 */
export function chainsFor(size: number, threads: number): number {
  const units = Math.max(1, size / BATCH_UNIT);
  for (let chains = Math.floor(Math.min(threads, units)); chains > 1; chains -= 1) {
    if (units % chains === 0) return chains;
  }
  return 1;
}

/**
 * `fn` on `count` equal parts of its inputs, split along their first axis, with its outputs put together again. The parts have
 * no op in common, so that a traced graph computes them at the same time. The casts are safe: names are those of the
 * inputs, or of what `fn` returned, and parts are of the rank of the whole.
 */
export function inChains<Inputs extends NamedTensors, Outputs extends NamedTensors>(
  fn: (inputs: Inputs) => Outputs,
  count: number,
): (inputs: Inputs) => Outputs {
  if (count === 1) return fn;
  return (inputs) => {
    const parts = Object.entries(inputs).map(([name, tensor]) => [name, tf.split(tensor, count, 0)] as const);
    const outputs = Array.from({ length: count }, (_, chain) =>
      fn(Object.fromEntries(parts.map(([name, tensors]) => [name, tensors[chain]])) as Inputs),
    );
    const names = Object.keys(at(outputs, 0));
    const whole = (name: string): Tensor =>
      tf.concat(
        outputs.map((output) => tensorNamed(output, name)),
        0,
      );
    return Object.fromEntries(names.map((name) => [name, whole(name)])) as Outputs;
  };
}
