import { Fault } from '@bcos-bench/vocabulary';
import type { NamedArray } from '@bcos-bench/formats';
import type { OnnxArray, OnnxGraph } from '@bcos-bench/onnx-file';

/**
 * A graph with the arrays that a training has changed in place of those of its file.
 * @throws Fault that names all that the file does not have, or has in another shape
 */
export function trainedGraph(graph: OnnxGraph, arrays: ReadonlyMap<string, NamedArray>, where: string): OnnxGraph {
  if (arrays.size === 0) return graph;
  const wrong = [...arrays].flatMap(([name, { shape }]) => {
    const found = graph.initialisers.get(name);
    if (found === undefined) return [`${name} is unexpected`];
    const fits = found.dtype === 'float' && found.shape.join() === shape.join();
    return fits ? [] : [`${name} is [${shape.join(', ')}], not [${found.shape.join(', ')}]`];
  });
  if (wrong.length > 0) {
    const what = `the weights are of another ONNX file: ${wrong.join('; ')}`;
    throw new Fault({ what, where, remedy: 'train the network again with bcos-train' });
  }
  const changed = (name: string, array: OnnxArray): OnnxArray => {
    const trained = arrays.get(name);
    return trained === undefined ? array : { ...array, data: trained.data };
  };
  return {
    ...graph,
    initialisers: new Map([...graph.initialisers].map(([name, array]) => [name, changed(name, array)])),
  };
}
