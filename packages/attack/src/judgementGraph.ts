import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { traceNamed } from '@bcos-bench/engine';
import { attackLosses, threatModels, type Classes } from '@bcos-bench/adversary';
import type { AttackedNetwork } from './attackedNetwork.js';
import { goalOf, type JudgementShape } from './graphShape.js';

/** A batch of N pictures in the attacked space [N,rows,columns,C] and their classes. */
export type JudgedBatch = Readonly<{ x: Tensor4D }> & Classes;

/** What a network makes of a batch, and the loss that the attack follows, as one traced graph. */
export interface JudgementGraph {
  judge(batch: JudgedBatch): { readonly logits: Tensor2D; readonly losses: Tensor1D };
  dispose(): void;
}

/** Traces the judgement of attacks of `shape` for batches like `example`. */
export function traceJudgementGraph(
  attacked: AttackedNetwork,
  shape: JudgementShape,
  example: JudgedBatch,
): JudgementGraph {
  const { engine, network, weights } = attacked;
  const threat = threatModels[shape.threat];
  const goal = goalOf(shape);
  const trace = traceNamed(
    engine,
    ({ x, ...classes }: JudgedBatch) => {
      const logits = network.logits(threat.input(x, network), weights, 'evaluate');
      return { logits, losses: goal.loss(attackLosses[shape.loss], logits, classes) };
    },
    example,
  );
  return { judge: (batch) => trace.run(batch), dispose: () => trace.dispose() };
}
