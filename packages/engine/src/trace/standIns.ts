import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';

/** A tensor as the binding gives it back from an op. */
export type Made = ReturnType<TFJSBinding['executeOp']>[number];

/** From how many numbers on a tensor is not kept. */
const LARGE = 1 << 14;

/** Large float tensors of a recording, which need not be kept: nobody reads them, and their shapes are known. */
export interface StandIns {
  /** Frees the tensor at once if it is a large one; its id stays good for the functions below. */
  release(made: Made): void;
  /** The id of a tensor of the same shape and type: of zeros, if the tensor itself was freed. */
  for(id: number): number;
  /** Frees a tensor in the end. */
  delete(id: number): void;
  /** Frees the zeros. */
  dispose(): void;
}

/**
 * Keeps what a recording holds in memory to one tensor of each shape. tfjs keeps every tensor of a gradient until it is
 * computed, gigabytes for a large network, and a recording needs no more of them than shapes and types.
 */
export function standInsOf(binding: TFJSBinding): StandIns {
  const released = new Map<number, readonly number[]>();
  const zeros = new Map<string, number>();
  return {
    release: ({ id, dtype, shape }) => {
      if (dtype !== binding.TF_FLOAT || sizeOf(shape) < LARGE) return;
      binding.deleteTensor(id);
      released.set(id, shape);
    },
    for: (id) => {
      const shape = released.get(id);
      if (shape === undefined) return id;
      const known = zeros.get(shape.join());
      if (known !== undefined) return known;
      const made = binding.createTensor([...shape], binding.TF_FLOAT, new Float32Array(sizeOf(shape)));
      zeros.set(shape.join(), made);
      return made;
    },
    delete: (id) => {
      if (!released.delete(id)) binding.deleteTensor(id);
    },
    dispose: () => {
      for (const id of zeros.values()) binding.deleteTensor(id);
      zeros.clear();
    },
  };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, side) => size * side, 1);
}
