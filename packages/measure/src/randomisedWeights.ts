import { initialWeights, loadWeights, ONNX, type Network, type ParameterSpec, type Weights } from '@bcos-bench/models';
import type { Checkpoint } from '@bcos-bench/formats';
import { UsageFault } from '@bcos-bench/vocabulary';

/** In how many steps all layers become random, from the last to the first. */
export const RANDOMISATIONS = 5;

/**
 * The weights of a checkpoint, of which the last layers are as they are before a training.
 * @param depth 0 for none of the layers, RANDOMISATIONS for all
 * @returns tensors, the caller's to dispose
 * @throws UsageFault where nobody knows how the weights begin
 */
export function randomisedWeights(
  { parameters, architecture }: Pick<Network, 'parameters' | 'architecture'>,
  { arrays }: Pick<Checkpoint, 'arrays'>,
  depth: number,
  seed: number,
): Weights {
  if (depth > 0 && architecture.name === ONNX) {
    throw new UsageFault({ what: 'nobody knows how the weights of a graph of ONNX begin', where: '--measures' });
  }
  const layers = layersOf(parameters);
  const kept = layers.slice(0, layers.length - Math.ceil((layers.length * depth) / RANDOMISATIONS));
  const trained = new Set(kept.flatMap((layer) => layer.map(({ name }) => name)));
  const random = initialWeights(parameters, seed);
  return loadWeights(
    parameters,
    new Map([...random].map(([name, array]) => [name, (trained.has(name) ? arrays.get(name) : null) ?? array])),
    'the randomised network',
  );
}

/** The parameters in layers, in the order of the network: a kernel or matrix with the biases and norms that follow it. */
export function layersOf(parameters: readonly ParameterSpec[]): readonly (readonly ParameterSpec[])[] {
  const layers: ParameterSpec[][] = [];
  for (const parameter of parameters) {
    const begins = parameter.role === 'kernel' || parameter.role === 'matrix';
    const last = layers.at(-1);
    if (begins || last === undefined) layers.push([parameter]);
    else last.push(parameter);
  }
  return layers;
}
