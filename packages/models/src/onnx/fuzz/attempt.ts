import * as tf from '@tensorflow/tfjs-core';
import { ONNX_FILE, type Checkpoint } from '@bcos-bench/formats';
import { randomStream } from '@bcos-bench/random';
import { Fault, reasonOf } from '@bcos-bench/vocabulary';
import { mutations } from '@bcos-bench/onnx-file/fuzz';
import { onnxProgram } from '../onnxProgram.js';
import { openOnnx } from '../loadOnnxNetwork.js';
import { requireSupported } from '../supported.js';

/** What came of a spoilt file. */
export interface Attempt {
  readonly kind: string;
  /** `refused` with one line, `read` to logits of the right shape; all else is `wrong`. */
  readonly outcome: 'refused' | 'read' | 'wrong';
  readonly message: string;
}

/** The longest line that may be said of a file. */
const LONGEST_LINE = 2000;
/** The most numbers that an image and its logits may have for a network to be computed as well. */
const MOST_COMPUTED = 100_000;

/**
 * Spoils one of some files and reads what comes of it, as `bcos-import` does and, where that succeeds, as a stage does that computes logits.
 * @param number which of the mutations of a seed
 */
export function attempt(samples: readonly Uint8Array[], seed: number, number: number): Attempt {
  const random = randomStream(seed, number);
  const draw = (bound: number): number => Math.floor(random.uniform() * bound);
  const mutation = mutations[draw(mutations.length)];
  const sample = samples[draw(samples.length)];
  if (mutation === undefined || sample === undefined) throw new RangeError('nothing to spoil');
  const { kind } = mutation;
  try {
    const shape = logitsOf(mutation.spoil(sample, draw));
    return { kind, outcome: 'read', message: shape };
  } catch (error) {
    const isLine = error instanceof Fault && !error.message.includes('\n') && error.message.length <= LONGEST_LINE;
    const message = isLine ? error.message : `${reasonOf(error)} ${error instanceof Error ? (error.stack ?? '') : ''}`;
    return { kind, outcome: isLine ? 'refused' : 'wrong', message };
  }
}

function logitsOf(content: Uint8Array): string {
  const { graph, ports } = openOnnx(new Map([[ONNX_FILE, content]]) satisfies Checkpoint['onnx'], null, 'a.onnx');
  requireSupported(graph, 'a.onnx');
  const [rows, columns] = ports.sides ?? [32, 32];
  const program = onnxProgram(graph, ports, [rows, columns], 'a.onnx');
  if (rows * columns * ports.channels * ports.unit > MOST_COMPUTED) return 'too large to be computed here';
  return tf.tidy(() => {
    const parameters = (name: string): tf.Tensor => {
      const array = graph.initialisers.get(name);
      if (array === undefined) throw new RangeError(`no array is named ${name}`);
      return tf.tensor(array.data, [...array.shape], 'float32');
    };
    const logits = program.logits(tf.ones([2, rows, columns, ports.channels]), parameters);
    if (logits.shape[0] !== 2 || logits.shape[1] !== program.classes)
      throw new RangeError(`logits [${logits.shape.join()}]`);
    return `${program.classes} logits, the first ${String(logits.dataSync()[0])}`;
  });
}
