import * as tf from '@tensorflow/tfjs-core';
import { openTensorFlow } from '@bcos-bench/engine';
import { loadNetwork } from '@bcos-bench/models';
import {
  writeExplanations,
  writeTiming,
  type ExplainedPictures,
  type Explanations,
  type Stage,
} from '@bcos-bench/stage';
import { attackedInputs } from './attackedInputs.js';
import { traceDynamicLinearMap } from './dynamicLinearMap.js';
import { encodedInputs } from './encodedInputs.js';
import { explainFlags, type ExplainFlags } from './explainFlags.js';
import { explainPictures } from './explainPictures.js';
import { readStageInputs, type StageInputs } from './stageInputs.js';

/** `bcos-explain`: dynamic linear maps, contribution maps and explanation pictures, also of attacked pictures. */
export const explainStage: Stage<ExplainFlags> = {
  name: 'bcos-explain',
  describe: 'Explains how a network classifies pictures, and the same pictures after an attack.',
  flags: explainFlags,
  run: async (flags, { folder, started, progress, say }) => {
    const inputs = readStageInputs(flags);
    const versions = inputs.examples === null ? 1 : 2;
    const total = versions * inputs.pictures.index.length;
    const explanations = await explain(inputs, flags, (done) => progress({ done, total, unit: 'explanations' }));
    writeExplanations(folder, explanations);
    writeTiming(folder, started, { explanations: total });
    say(outcome(explanations));
  },
};

/** Explains the clean pictures and, where there are any, the attacked ones. */
async function explain(
  { checkpoint, pictures, examples }: StageInputs,
  flags: ExplainFlags,
  report: (done: number) => void,
): Promise<Explanations> {
  const { index, images, labels } = pictures;
  const engine = await openTensorFlow();
  const { network, weights } = loadNetwork(checkpoint, flags.checkpoint);
  const explained = { explainedClass: flags.class ?? null, batch: Math.min(flags.batch, index.length) };
  const trace = traceDynamicLinearMap(engine, { network, weights, ...explained });
  try {
    const inputs = encodedInputs(unitRange(images), network.encoding);
    // Before anything is explained, so that a fault in the attack's files costs no time.
    const afterAttack = examples === null ? null : attackedInputs(examples, index, network);
    const clean = explainPictures(trace, { index, inputs }, report);
    const attacked =
      afterAttack === null
        ? null
        : explainPictures(trace, { index, inputs: afterAttack }, (done) => report(index.length + done));
    return { index, label: labels, channels: network.channels, clean, attacked };
  } finally {
    trace.dispose();
    tf.dispose([...weights.values()]);
  }
}

/** Bytes as numbers in [0,1]. */
function unitRange(bytes: Uint8Array): Float32Array {
  return Float32Array.from(bytes, (byte) => byte / 255);
}

function outcome({ label, clean, attacked }: Explanations): string {
  const right = ({ prediction }: ExplainedPictures): number =>
    prediction.filter((predicted, picture) => predicted === label[picture]).length;
  const after = attacked === null ? '' : `, ${right(attacked)} after the attack`;
  return `${label.length} pictures explained: ${right(clean)} are classified correctly${after}`;
}
