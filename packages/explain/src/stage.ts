import * as tf from '@tensorflow/tfjs-core';
import { batchSizeFor, openTensorFlow, type Engine } from '@bcos-bench/engine';
import { checkpointFamily, loadNetwork, otherSizeNote, requireImageShape } from '@bcos-bench/models';
import {
  circumstances,
  writeExplanationChanges,
  writeExplanations,
  writeTiming,
  type Explanations,
  type ExplainedImages,
} from '@bcos-bench/formats';
import { batchFor, withChannels } from '@bcos-bench/vocabulary';
import type { Stage } from '@bcos-bench/cli';
import { attackedInputs } from './attackedInputs.js';
import { attributionPlan, methodOf, passOf } from './attributionPlan.js';
import { traceClassGradient } from './classGradient.js';
import { encodedInputs } from './encodedInputs.js';
import { requireUndefended } from './explainedSubject.js';
import { checkExplainFlags, explainFlags, type ExplainFlags } from './explainFlags.js';
import { explainVersions, passesOf, type ExplainedVersions } from './explainVersions.js';
import { readStageInputs, type StageInputs } from './stageInputs.js';

/** Images of the usual shape that are explained at a time. */
const USUAL_BATCH = 64;

/** `bcos-explain`: what logits are put down to, as maps and images, also of attacked images, and what attacks change of it. */
export const explainStage: Stage<ExplainFlags> = {
  name: 'bcos-explain',
  describe: 'Explains how a network classifies images, and the same images after an attack.',
  example: '--data out/try/data --checkpoint out/try/resnet8 --limit 8 --out out/try/explained',
  flags: explainFlags,
  inputs: ({ data, checkpoint, examples }) => ({ '--data': data, '--checkpoint': checkpoint, '--examples': examples }),
  run: async (flags, { folder, started, progress, say, note }) => {
    checkExplainFlags(flags);
    const inputs = readStageInputs(flags);
    const sizeNote = otherSizeNote(inputs.checkpoint.model, inputs.images.shape);
    if (sizeNote !== null) note(sizeNote);
    const sameClass = flags.class !== undefined;
    const total = passesOf({ attacked: inputs.examples !== null, sameClass }) * inputs.images.index.length;
    const engine = await openTensorFlow();
    const { explanations, changes } = explain(engine, inputs, flags, (done) =>
      progress({ done, total, unit: 'explanations' }),
    );
    writeExplanations(folder, explanations);
    if (changes !== null) await writeExplanationChanges(folder, changes);
    const made = circumstances(import.meta.url, engine.computingDevice());
    writeTiming(folder, started, { explanations: total }, made);
    say(outcome(explanations));
  },
};

/** What the stage writes. */
interface Explained {
  readonly explanations: Explanations;
  readonly changes: ExplainedVersions['changes'];
}

function explain(
  engine: Engine,
  { checkpoint, images, examples }: StageInputs,
  flags: ExplainFlags,
  report: (done: number) => void,
): Explained {
  const { index, images: bytes, labels, shape } = images;
  requireUndefended(checkpoint, flags.checkpoint);
  const plan = attributionPlan(flags, checkpointFamily(checkpoint.model.architecture, flags.checkpoint).dynamicLinear);
  const { network, weights } = loadNetwork(checkpoint, flags.checkpoint);
  requireImageShape(network, shape, flags.checkpoint);
  const inputShape = withChannels(shape, network.channels);
  const batch = batchSizeFor(Math.min(flags.batch ?? batchFor(shape, USUAL_BATCH), index.length));
  const trace = traceClassGradient(engine, { network, weights, ...passOf(plan), batch, shape: inputShape });
  try {
    const clean = encodedInputs(bytes, shape, network.encoding);
    // Before anything is explained, so that a fault in the attack's files costs no time.
    const attacked = examples === null ? null : attackedInputs(examples, index, network, shape);
    const explainer = { trace, attribute: plan.method.create(plan.settings) };
    const wanted = { index, labels, clean, attacked, explainedClass: flags.class ?? null };
    const { changes, ...versions } = explainVersions(explainer, wanted, report);
    return { explanations: { index, label: labels, shape: inputShape, method: methodOf(plan), ...versions }, changes };
  } finally {
    trace.dispose();
    tf.dispose([...weights.values()]);
  }
}

function outcome({ label, clean, attacked }: Explanations): string {
  const right = ({ prediction }: ExplainedImages): number =>
    prediction.filter((predicted, image) => predicted === label[image]).length;
  const after = attacked === null ? '' : `, ${right(attacked)} after the attack`;
  return `${label.length} images explained: ${right(clean)} are classified correctly${after}`;
}
