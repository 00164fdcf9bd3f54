import type { Tensor } from '@tensorflow/tfjs-core';
import { inChains } from './chains.js';
import type { Engine } from './engine.js';
import { traceNamed, type NamedTensors, type NamedTrace } from './traceNamed.js';

/** Tensors by group and name. */
export type TensorGroups = Readonly<Record<string, NamedTensors>>;

/**
 * `traceNamed` for functions of groups of named tensors, computed in `chains` parts of the batch side by side. The casts are safe:
 * groups and names are those of a value of that very type, the examples or what `fn` returned.
 */
export function traceGrouped<Inputs extends TensorGroups, Outputs extends TensorGroups>(
  engine: Engine,
  fn: (inputs: Inputs) => Outputs,
  examples: Inputs,
  chains: number,
): NamedTrace<Inputs, Outputs> {
  const inputGroups = Object.keys(examples);
  let outputGroups: readonly string[] = [];
  const flat = (inputs: NamedTensors): NamedTensors => {
    const outputs = fn(grouped(inputs, inputGroups) as Inputs);
    outputGroups = Object.keys(outputs);
    return flattened(outputs);
  };
  const trace = traceNamed(engine, inChains(flat, chains), flattened(examples));
  return {
    run: (inputs) => grouped(trace.run(flattened(inputs)), outputGroups) as Outputs,
    dispose: () => trace.dispose(),
  };
}

const SEPARATOR = ':';

/** The tensors of all groups, by `group:name`. */
function flattened(groups: TensorGroups): NamedTensors {
  return Object.fromEntries(
    Object.entries(groups).flatMap(([group, tensors]) =>
      Object.entries(tensors).map(([name, tensor]) => [`${group}${SEPARATOR}${name}`, tensor] as const),
    ),
  );
}

function grouped(tensors: NamedTensors, groups: readonly string[]): TensorGroups {
  const ofGroup = (group: string): Record<string, Tensor> => {
    const prefix = `${group}${SEPARATOR}`;
    const own = Object.entries(tensors).filter(([name]) => name.startsWith(prefix));
    return Object.fromEntries(own.map(([name, tensor]) => [name.slice(prefix.length), tensor]));
  };
  return Object.fromEntries(groups.map((group) => [group, ofGroup(group)]));
}
