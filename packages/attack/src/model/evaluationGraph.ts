import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { traceNamed } from '@bcos-bench/engine';
import { threatModels } from '@bcos-bench/adversary';
import type { AttackedNetwork } from './attackedNetwork.js';
import type { EvaluationShape } from '../plan/graphShape.js';
import { followedLoss, type LossInputs } from './followedLoss.js';

/** A batch of N images in the attacked space [N,rows,columns,C], their classes, and what a network that draws is given. */
export type EvaluatedBatch = Readonly<{ x: Tensor4D; noise?: Tensor4D }> & LossInputs;

/** What a network makes of a batch, and the loss that the attack follows, as one traced graph. */
export interface EvaluationGraph {
  evaluate(batch: EvaluatedBatch): { readonly logits: Tensor2D; readonly losses: Tensor1D };
  dispose(): void;
}

/** Traces the evaluator of attacks of `shape` for batches like `example`. */
export function traceEvaluationGraph(
  attacked: AttackedNetwork,
  shape: EvaluationShape,
  example: EvaluatedBatch,
): EvaluationGraph {
  const { engine, network, weights } = attacked;
  const threat = threatModels[shape.threat];
  const trace = traceNamed(
    engine,
    ({ x, noise, ...inputs }: EvaluatedBatch) => {
      const logits = network.logits(threat.input(x, network), weights, 'evaluate', { noise });
      return { logits, losses: followedLoss(shape, logits, inputs) };
    },
    example,
  );
  return { evaluate: (batch) => trace.run(batch), dispose: () => trace.dispose() };
}
