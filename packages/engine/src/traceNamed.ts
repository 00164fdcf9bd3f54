import type { Tensor } from '@tensorflow/tfjs-core';
import { at } from '@bcos-bench/vocabulary';
import type { Engine } from './engine.js';

/** Tensors by name, each with its own rank in the type. */
export type NamedTensors = Readonly<Record<string, Tensor>>;

/** A traced function of tensors that go by name. */
export interface NamedTrace<Inputs, Outputs> {
  /** Runs it. The inputs stay the caller's; the outputs are new tensors, the caller's to dispose. */
  run(inputs: Inputs): Outputs;
  dispose(): void;
}

/**
 * `engine.trace` for functions whose tensors go by name instead of by place. The casts are safe: names and ranks are those of
 * a value of that very type, the examples or what `fn` returned.
 */
export function traceNamed<Inputs extends NamedTensors, Outputs extends NamedTensors>(
  engine: Engine,
  fn: (inputs: Inputs) => Outputs,
  examples: Inputs,
): NamedTrace<Inputs, Outputs> {
  const inputNames = Object.keys(examples);
  let outputNames: readonly string[] = [];
  const inOrder = (tensors: NamedTensors, names: readonly string[]): Tensor[] =>
    names.map((name) => tensorNamed(tensors, name));
  const traced = engine.trace(
    (...tensors) => {
      const outputs = fn(byName(inputNames, tensors) as Inputs);
      outputNames = Object.keys(outputs);
      return inOrder(outputs, outputNames);
    },
    inOrder(examples, inputNames),
  );
  return {
    run: (inputs) => {
      const outputs = traced.run(inOrder(inputs, inputNames));
      return byName(outputNames, outputs) as Outputs;
    },
    dispose: () => traced.dispose(),
  };
}

/** The tensor of a name. @throws RangeError where none has it */
export function tensorNamed(tensors: NamedTensors, name: string): Tensor {
  const tensor = tensors[name];
  if (tensor === undefined) throw new RangeError(`no tensor is named ${name}`);
  return tensor;
}

function byName(names: readonly string[], tensors: readonly Tensor[]): Record<string, Tensor> {
  const named: Record<string, Tensor> = {};
  tensors.forEach((tensor, i) => {
    named[at(names, i)] = tensor;
  });
  return named;
}
