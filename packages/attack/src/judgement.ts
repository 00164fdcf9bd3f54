import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { traceNamed, type Engine } from '@bcos-bench/engine';
import { attackLosses, threatModels } from '@bcos-bench/adversary';
import type { Network, Weights } from '@bcos-bench/models';
import type { AttackPlan } from './attackPlan.js';
import type { AttackedBatch } from './attackedBatch.js';

/** What a network makes of a batch: logits, picture by picture, and the loss that the attack climbs. */
export interface Judgement {
  readonly logits: Float32Array;
  readonly losses: Float32Array;
}

/** Judges batches without attacking them. */
export interface Judge {
  /** @param x pictures in the attacked space */
  judge(x: Tensor4D, onehot: Tensor2D): Judgement;
  dispose(): void;
}

/** Traces the network's judgement for batches like `example`. */
export function traceJudge(
  engine: Engine,
  network: Network,
  weights: Weights,
  plan: AttackPlan,
  example: AttackedBatch,
): Judge {
  const threat = threatModels[plan.threat];
  const trace = traceNamed(
    engine,
    ({ origin, onehot }: AttackedBatch) => {
      const logits = network.logits(threat.input(origin, network), weights, 'evaluate');
      return { logits, losses: attackLosses[plan.loss](logits, onehot) };
    },
    example,
  );
  return {
    judge: (x, onehot) => {
      const outputs = trace.run({ origin: x, onehot });
      const judgement = { logits: outputs.logits.dataSync<'float32'>(), losses: outputs.losses.dataSync<'float32'>() };
      tf.dispose(outputs);
      return judgement;
    },
    dispose: () => trace.dispose(),
  };
}
