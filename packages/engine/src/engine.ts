import type { Tensor } from '@tensorflow/tfjs-core';

/** A function of tensors, as it can be traced: no reading of values inside, and nothing random that should stay random. */
export type TensorFunction = (...inputs: Tensor[]) => Tensor[];

/** A traced function: shapes and types are those of the example inputs. It holds memory until `dispose()`. */
export interface TracedFunction {
  /**
   * Runs it. The inputs stay the caller's; the outputs are new tensors, the caller's to dispose.
   * @throws RangeError where an input has another shape or type than the example
   */
  readonly run: (inputs: readonly Tensor[]) => Tensor[];
  /** Frees the session; running it afterwards throws. */
  readonly dispose: () => void;
}

/** What computes: a backend of tfjs and a way to run a function of tensors fast. */
export interface Engine {
  /** The tfjs backend that it made the current one. */
  readonly backend: 'tensorflow' | 'cpu';
  /** Whether tensors live on a GPU. */
  readonly gpu: boolean;
  /** How many independent parts of a graph are worth having: the threads it may run on, and 1 on a GPU. */
  readonly threads: number;
  /** Records what `fn` computes on `examples` and returns it as a function of its own. */
  readonly trace: (fn: TensorFunction, examples: readonly Tensor[]) => TracedFunction;
}

/** Checks inputs of a traced function against what it was traced with. @throws RangeError */
export function checkInputs(inputs: readonly Tensor[], examples: readonly Pick<Tensor, 'shape' | 'dtype'>[]): void {
  if (inputs.length !== examples.length)
    throw new RangeError(`${inputs.length} inputs for a trace of ${examples.length}`);
  inputs.forEach((input, i) => {
    const example = examples[i];
    if (input.dtype !== example?.dtype || input.shape.join() !== example.shape.join()) {
      const traced = `${example?.dtype}[${example?.shape.join()}]`;
      throw new RangeError(`input ${i} is ${input.dtype}[${input.shape.join()}], traced as ${traced}`);
    }
  });
}
