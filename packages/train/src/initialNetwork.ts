import { join } from 'node:path';
import { loadNetwork, type Network, type Normalisation, type Weights } from '@bcos-bench/models';
import {
  checkpointFiles,
  digestOfRead,
  hashOf,
  readCheckpoint,
  type Dataset,
  type Model,
  type OnnxContents,
} from '@bcos-bench/formats';
import { Fault, refuseGiven, requireSameClasses, UsageFault } from '@bcos-bench/vocabulary';

/** A checkpoint that a training begins with. */
export interface InitialNetwork {
  readonly model: Model;
  /** The files of an ONNX network, which the trained one has too. */
  readonly onnx: OnnxContents | null;
  /** The SHA-256 of what makes the network. */
  readonly identity: string;
  readonly network: Network;
  readonly normalisation: Normalisation;
  /** Its weights, the caller's to dispose. It is asked once. */
  readonly firstWeights: () => Weights;
}

/** Flags that say what the checkpoint says already. */
interface ArchitectureFlags {
  readonly arch?: string | undefined;
  readonly b?: number | undefined;
  readonly maxOut?: number | undefined;
  readonly norm?: string | undefined;
}

/**
 * The network of a checkpoint, to be trained further.
 * @throws UsageFault where a flag says what network it is, or it has a defence; Fault where it knows other classes, or nothing in it is trained
 */
export function initialNetwork(
  folder: string,
  { arch, b, maxOut, norm }: ArchitectureFlags,
  dataset: Pick<Dataset, 'classes'>,
): InitialNetwork {
  refuseGiven(
    { '--arch': arch, '--b': b, '--max-out': maxOut, '--norm': norm },
    { what: 'is said by the checkpoint of --init', remedy: 'leave out one of the two' },
  );
  const checkpoint = readCheckpoint(folder);
  const { model, onnx } = checkpoint;
  const { defence } = model.architecture;
  if (defence !== undefined) {
    const what = `the network has the defence ${defence.name}, which is not trained`;
    throw new UsageFault({ what, where: '--init', remedy: 'give the network without it' });
  }
  requireSameClasses(model.classes, dataset.classes, folder);
  const { network, weights } = loadNetwork(checkpoint, folder, 'train');
  if (network.parameters.length === 0) {
    const what = 'has no weights that training changes: none of its arrays is an initialiser of floats';
    throw new Fault({ what, where: folder, remedy: 'export the network again with its weights as initialisers' });
  }
  return {
    model,
    onnx: onnx ?? null,
    identity: hashOf(checkpointFiles(model, folder).map((file) => digestOfRead(join(folder, file)))),
    network,
    normalisation: model.normalisation,
    firstWeights: () => weights,
  };
}
