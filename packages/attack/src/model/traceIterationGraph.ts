import { chainsFor, traceGrouped } from '@bcos-bench/engine';
import type { AttackedNetwork } from './attackedNetwork.js';
import type { GraphShape } from '../plan/graphShape.js';
import {
  iterationFunctions,
  type AttackState,
  type ConclusionInputs,
  type IterationInputs,
} from './iterationFunctions.js';
import type { IterationGraph } from './iterationGraph.js';
import type { KeptIterate } from './keptIterate.js';
import { traceRandomisedIteration } from './randomisedIteration.js';

/** Traces the iteration of attacks of `shape` for inputs like `example`. */
export function traceIterationGraph(
  attacked: AttackedNetwork,
  shape: GraphShape,
  example: IterationInputs,
): IterationGraph {
  const functions = iterationFunctions(attacked, shape);
  if (attacked.network.draws) return traceRandomisedIteration(attacked, functions, example);
  const { see, evaluate, move, keep } = functions;
  const { engine } = attacked;
  const advance = (now: IterationInputs): AttackState => move(now, see(now.method.x, now.batch));
  const conclude = (now: ConclusionInputs): { kept: KeptIterate } => ({
    kept: keep(now, evaluate(now.method.x, now.batch)),
  });
  const chains = chainsFor(example.batch.origin.shape[0], engine.threads);
  const advancing = traceGrouped(engine, advance, example, chains);
  const { method: state, kept, batch, clock, numbers } = example;
  const concluding = traceGrouped(engine, conclude, { method: state, kept, batch, clock, numbers }, chains);
  return {
    advance: (inputs) => advancing.run(inputs),
    conclude: (inputs) => concluding.run(inputs).kept,
    dispose: () => {
      advancing.dispose();
      concluding.dispose();
    },
  };
}
