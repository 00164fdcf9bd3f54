import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { chainsFor, traceGrouped } from '@bcos-bench/engine';
import { networkNoise } from '@bcos-bench/models';
import { inputShape, type AttackedNetwork } from './attackedNetwork.js';
import type {
  AttackedBatch,
  ConclusionInputs,
  IterationFunctions,
  IterationInputs,
  Seen,
} from './iterationFunctions.js';
import type { IterationGraph, NetworkDraws } from './iterationGraph.js';

/** What one look at the iterates takes. */
type LookInputs = Readonly<{ at: Readonly<{ x: Tensor4D; noise: Tensor4D }>; batch: AttackedBatch }>;

/**
 * The iteration on a network that draws random numbers: the expectation over transformations (Athalye et al. 2018). It looks at the
 * iterates several times, each time with other numbers, and goes by the means of logits, losses and gradients. Looking and
 * moving are graphs of their own, so that memory holds one look at a time.
 */
export function traceRandomisedIteration(
  attacked: AttackedNetwork,
  { see, evaluate, move, keep }: IterationFunctions,
  example: IterationInputs,
): IterationGraph {
  const { engine } = attacked;
  const size = example.batch.origin.shape[0];
  const chains = chainsFor(size, engine.threads);
  const noise = networkNoise(new Array<null>(size).fill(null), inputShape(attacked));
  const { method, kept, batch, clock, numbers } = example;
  const look: LookInputs = { at: { x: method.x, noise }, batch };
  const trace = <Inputs extends Parameters<typeof traceGrouped>[2], Outputs extends Parameters<typeof traceGrouped>[2]>(
    fn: (inputs: Inputs) => Outputs,
    inputs: Inputs,
  ) => traceGrouped(engine, fn, inputs, chains);
  const seeing = trace(({ at, batch: of }: LookInputs) => ({ seen: see(at.x, of, at.noise) }), look);
  const evaluating = trace(({ at, batch: of }: LookInputs) => ({ seen: evaluate(at.x, of, at.noise) }), look);
  const [seen, evaluated] = [seeing.run(look).seen, evaluating.run(look).seen];
  const moving = trace(({ seen, ...now }: IterationInputs & Readonly<{ seen: Seen }>) => move(now, seen), {
    ...example,
    seen,
  });
  const keeping = trace(
    ({ seen, ...now }: ConclusionInputs & Readonly<{ seen: Seen }>) => ({ kept: keep(now, seen) }),
    { method, kept, batch, clock, numbers, seen: evaluated },
  );
  tf.dispose([noise, seen, evaluated]);
  const lookWith = (graph: typeof seeing, now: ConclusionInputs, draws: NetworkDraws | null): Seen =>
    meanOver(
      drawn(draws),
      (numbersOfPass) => graph.run({ at: { x: now.method.x, noise: numbersOfPass }, batch: now.batch }).seen,
    );
  return {
    advance: (inputs, draws) => {
      const seen = lookWith(seeing, inputs, draws);
      const state = moving.run({ ...inputs, seen });
      tf.dispose(seen);
      return state;
    },
    conclude: (inputs, draws) => {
      const seen = lookWith(evaluating, inputs, draws);
      const concluded = keeping.run({ ...inputs, seen });
      tf.dispose(seen);
      return concluded.kept;
    },
    dispose: () => {
      for (const graph of [seeing, evaluating, moving, keeping]) graph.dispose();
    },
  };
}

function drawn(draws: NetworkDraws | null): NetworkDraws {
  if (draws === null) throw new RangeError('a network that draws is given no random numbers');
  return draws;
}

/** The mean of what several looks see. */
function meanOver({ samples, noise }: NetworkDraws, look: (noise: Tensor4D) => Seen): Seen {
  const once = (sample: number): Seen => {
    const numbers = noise(sample);
    const seen = look(numbers);
    numbers.dispose();
    return seen;
  };
  let sum = once(0);
  for (let sample = 1; sample < samples; sample += 1) {
    sum = combined(sum, once(sample), (a, b) => tf.add(a, b));
  }
  return samples === 1 ? sum : combined(sum, sum, (a) => tf.div(a, samples));
}

/** Tensors by name out of two of each, which are disposed of. The cast is safe: names and shapes stay. */
function combined(a: Seen, b: Seen, fn: (a: Tensor, b: Tensor) => Tensor): Seen {
  const others = new Map<string, Tensor>(Object.entries(b));
  const entries = Object.entries(a).map(([name, tensor]) => [name, fn(tensor, others.get(name) ?? tensor)] as const);
  tf.dispose([a, b]);
  return Object.fromEntries(entries) as unknown as Seen;
}
