import * as tf from '@tensorflow/tfjs-core';
import { traceNamed } from '@bcos-bench/engine';
import { attackLosses, threatModels } from '@bcos-bench/adversary';
import { Fault } from '@bcos-bench/stage';
import { goalOf, type AttackPlan } from './attackPlan.js';
import { classTensors, pictureTensor } from './batchTensors.js';
import type { Victim } from './iteration.js';
import type { Verdict } from './task.js';

/** A picture to be judged: its place in the attacked space, and its classes. */
export interface JudgedPicture {
  readonly index: number;
  readonly values: Float32Array;
  readonly label: number;
  readonly target: number;
}

/** Judges pictures without attacking them. */
export interface Judge {
  /**
   * One verdict a picture, at most `size` of them at a time.
   * @throws Fault where a logit is not finite
   */
  judge(pictures: readonly JudgedPicture[]): Verdict[];
  dispose(): void;
}

/** Traces the network's judgement for batches of `size` pictures. */
export function traceJudge(victim: Victim, plan: AttackPlan, size: number): Judge {
  const { engine, network, weights, classes } = victim;
  const threat = threatModels[plan.threat];
  const goal = goalOf(plan);
  const batchOf = (pictures: readonly JudgedPicture[]) => ({
    x: pictureTensor(
      pictures.map(({ values }) => values),
      size,
      threat.channels(network),
    ),
    ...classTensors(pictures, size, classes),
  });
  const example = batchOf([]);
  const trace = traceNamed(
    engine,
    ({ x, ...labels }: typeof example) => {
      const logits = network.logits(threat.input(x, network), weights, 'evaluate');
      return { logits, losses: goal.loss(attackLosses[plan.loss], logits, labels) };
    },
    example,
  );
  tf.dispose(example);
  return {
    judge: (pictures) => {
      const batch = batchOf(pictures);
      const outputs = trace.run(batch);
      const [logits, losses] = [outputs.logits.dataSync<'float32'>(), outputs.losses.dataSync<'float32'>()];
      tf.dispose([batch, outputs]);
      return pictures.map(({ index }, i) =>
        verdict(index, Array.from(logits.subarray(i * classes, (i + 1) * classes)), losses[i] ?? NaN),
      );
    },
    dispose: () => trace.dispose(),
  };
}

function verdict(index: number, logits: readonly number[], loss: number): Verdict {
  if (![...logits, loss].every(Number.isFinite)) {
    throw new Fault({
      what: 'the network gives logits that are not finite',
      where: `picture ${index}`,
      remedy: 'train it again, or attack another checkpoint',
    });
  }
  return { logits, loss, prediction: largest(logits) };
}

function largest(logits: readonly number[]): number {
  return logits.reduce((best, logit, i) => (logit > (logits[best] ?? Number.NEGATIVE_INFINITY) ? i : best), 0);
}
