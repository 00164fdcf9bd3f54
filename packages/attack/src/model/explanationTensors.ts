import * as tf from '@tensorflow/tfjs-core';
import type { Tensor3D } from '@tensorflow/tfjs-core';
import type { ExplanationBatch } from '@bcos-bench/adversary';
import type { TensorShape } from '@bcos-bench/vocabulary';
import type { Task } from '../plan/task.js';
import { classTensor } from './classTensors.js';

/** What attacks on explanations are given, of the images of a batch; nothing in any other attack. */
export type GivenExplanation = Partial<ExplanationBatch>;

/**
 * What attacks on the explanations of some images are given, filled up with zeros to `size` images.
 * @param shape of an image
 */
export function explanationTensors(
  tasks: readonly Pick<Task, 'clean' | 'explanation'>[],
  size: number,
  [rows, columns]: TensorShape,
  classes: number,
): ExplanationBatch {
  const given = tasks.map(({ explanation }) => {
    if (explanation === null) throw new Error('an attack on explanations is given none');
    return explanation;
  });
  const numbers = (of: (task: (typeof given)[number]) => number) =>
    tf.tensor1d(Array.from({ length: size }, (_, i) => (given[i] === undefined ? 0 : of(given[i]))));
  const maps = (of: (task: (typeof given)[number]) => Float32Array): Tensor3D => {
    const values = new Float32Array(size * rows * columns);
    for (const [i, task] of given.entries()) values.set(of(task), i * rows * columns);
    return tf.tensor3d(values, [size, rows, columns]);
  };
  return {
    predicted: classTensor(
      tasks.map(({ clean }) => clean.prediction),
      size,
      classes,
    ),
    probability: numbers(({ probability }) => probability),
    confidence: numbers(({ confidence }) => confidence),
    clean: maps(({ map }) => map),
    wanted: maps(({ wanted }) => wanted),
  };
}

/** What the attack on a batch is given of the explanations. */
export function givenExplanation({
  predicted,
  probability,
  confidence,
  clean,
  wanted,
}: GivenExplanation): ExplanationBatch {
  const isGiven = predicted && probability && confidence && clean && wanted;
  if (!isGiven) throw new Error('an attack on explanations is given none');
  return { predicted, probability, confidence, clean, wanted };
}
