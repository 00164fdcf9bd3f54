import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCheckpoint } from '@bcos-bench/formats';
import type { ImageShape } from '@bcos-bench/vocabulary';
import { loadNetwork } from './loadNetwork.js';
import { buildNetwork, type Network, type Weights } from './network.js';
import { architectureNamed } from './registry.js';
import { initialWeights, loadWeights } from './weights.js';

/** How many classes a network tells apart makes no difference to its speed. */
const CLASSES = Array.from({ length: 10 }, (_, i) => String(i));

const text = { type: 'string', requiresArg: true } as const;
const number = { type: 'number', requiresArg: true } as const;

/** The flags of commands that measure the speed of a network before it is there. */
export const standInFlags = {
  arch: { ...text, describe: 'architecture, where the checkpoint is not there yet' },
  b: { ...number, describe: 'its exponent' },
  'max-out': { ...number, describe: 'its units a filter' },
  'bcos-norm': { ...text, describe: 'its norm' },
} as const;

/** Their values. */
export interface StandInFlags {
  readonly arch: string | undefined;
  readonly b: number | undefined;
  readonly 'max-out': number | undefined;
  readonly 'bcos-norm': string | undefined;
}

/** Where a network is, or else which architecture it has. */
export interface StandIn {
  readonly checkpoint: string;
  readonly arch: string | undefined;
  readonly b: number | undefined;
  readonly maxOut: number | undefined;
  readonly bcosNorm: string | undefined;
}

/** A network whose speed is measured. */
export interface StandInNetwork {
  readonly network: Network;
  readonly weights: Weights;
  readonly classes: readonly string[];
}

/**
 * A network as fast as that of a checkpoint: with random weights, where the checkpoint is not there yet.
 * @param shape of the images
 * @throws Fault where the checkpoint cannot be read, and no architecture is named
 */
export function standInNetwork(
  { checkpoint, arch, b, maxOut, bcosNorm }: StandIn,
  [, , channels]: ImageShape,
): StandInNetwork {
  const isThere = arch === undefined || existsSync(join(checkpoint, 'model.json'));
  const read = isThere ? readCheckpoint(checkpoint) : null;
  // A graph has its own classes, and no random weights.
  if (read?.onnx !== undefined) return { ...loadNetwork(read, checkpoint), classes: read.model.classes };
  const architecture = read?.model.architecture ?? architectureNamed(arch ?? '', { b, maxOut, norm: bcosNorm });
  const network = buildNetwork(architecture, CLASSES.length, null, channels);
  const weights = loadWeights(network.parameters, initialWeights(network.parameters, 0), 'random weights');
  return { network, weights, classes: CLASSES };
}
