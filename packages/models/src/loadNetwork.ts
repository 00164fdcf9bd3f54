import { join } from 'node:path';
import { Fault } from '@bcos-bench/vocabulary';
import { imageShapeOf, type Checkpoint, type Model } from '@bcos-bench/formats';
import { checkpointFamily } from './checkpointFamily.js';
import { buildNetwork, type Network, type Purpose, type Weights } from './network.js';
import { ONNX } from './networkFamily.js';
import { loadOnnxNetwork } from './onnx/loadOnnxNetwork.js';
import { loadWeights } from './weights.js';

/**
 * A checkpoint as a network and its weights, which are the caller's to dispose.
 * @param where the checkpoint's folder, for errors
 * @param purpose an ONNX network that is trained has as its parameters only what training changes
 * @throws Fault where there is no such architecture, or weights, architecture and what `model.json` says besides do not fit
 */
export function loadNetwork(
  checkpoint: Checkpoint,
  where: string,
  purpose: Purpose = 'use',
): { network: Network; weights: Weights } {
  const { model } = checkpoint;
  checkpointFamily(model.architecture, where);
  const load = model.architecture.name === ONNX ? loadOnnxNetwork : loadNamed;
  return load(checkpoint, where, (network) => requireOfNetwork(model, network, where), purpose);
}

/** A network of the registry. @param check is called before the weights are loaded */
function loadNamed(
  { model, arrays }: Checkpoint,
  where: string,
  check: (network: Network) => void,
): { network: Network; weights: Weights } {
  const [, , channels] = imageShapeOf(model);
  const network = buildNetwork(model.architecture, model.classes.length, model.normalisation, channels, model);
  check(network);
  return { network, weights: loadWeights(network.parameters, arrays, where) };
}

/** What `model.json` says twice must be the same: a network that is fed or attacked by another's rules gives a wrong number. */
function requireOfNetwork(model: Model, network: Network, folder: string): void {
  const wrong = (what: string): Fault =>
    new Fault({
      what,
      where: join(folder, 'model.json'),
      remedy: 'make the checkpoint again with bcos-train or bcos-import',
    });
  const { encoding, loss, normalisation, architecture, provenance } = model;
  if (encoding !== network.encoding) {
    throw wrong(`says encoding '${encoding}', and ${architecture.name} takes '${network.encoding}'`);
  }
  const channels = [normalisation?.mean, normalisation?.std].map((values) => values?.length ?? network.channels);
  if (channels.some((count) => count !== network.channels)) {
    throw wrong(`has a normaliser of ${channels.join(' means and ')} deviations, and ${network.channels} channels`);
  }
  const outputs = model.outputOrder ?? [];
  if (
    model.outputOrder !== undefined &&
    !(outputs.length === model.classes.length && model.classes.every((_name, output) => outputs.includes(output)))
  ) {
    throw wrong(`has the order of outputs ${outputs.join(', ')}, which is not each of ${model.classes.length} once`);
  }
  const minimised = provenance.parameters['loss'];
  const trained = typeof minimised === 'string' && minimised.startsWith('bce') ? 'bce' : minimised;
  const expected = trained === 'bce' || trained === 'cross-entropy' ? trained : network.loss;
  if (loss !== expected) throw wrong(`says loss '${loss}', and the network was trained with '${expected}'`);
}
