import { batchSizeFor, openTensorFlow } from '@bcos-bench/engine';
import {
  attackedInputs,
  attributionPlan,
  encodedInputs,
  readAttackedExamples,
  readSomeImages,
  readSubject,
  requireUndefended,
} from '@bcos-bench/explain';
import { checkpointFamily, loadNetwork, requireImageShape } from '@bcos-bench/models';
import {
  circumstances,
  joinedFloats,
  readAttackSummary,
  writeDetection,
  writeTiming,
  type Detected,
} from '@bcos-bench/formats';
import { at, batchFor, Fault, requireWhole, withChannels } from '@bcos-bench/vocabulary';
import type { Stage } from '@bcos-bench/cli';
import { argMax } from '../argMax.js';
import { openNetworkUnderTest, type NetworkUnderTest } from '../networkUnderTest.js';
import { rowsOf } from '../rowsOf.js';
import { detectFlags, type DetectFlags } from './detectFlags.js';
import { detectImages, type AttackedVersions } from './detectImages.js';

/** Images of the usual shape that are computed at a time. */
const USUAL_BATCH = 64;

/** `bcos-measure detect`: whether explanations tell attacked images from clean ones. */
export const detectStage: Stage<DetectFlags> = {
  name: 'bcos-measure detect',
  describe: 'Says how well explanations tell attacked images from clean ones.',
  example:
    '--data out/try/data --checkpoint out/try/resnet8 --examples out/try/attack --limit 8 --out out/try/detected',
  flags: detectFlags,
  inputs: ({ data, checkpoint, examples }) => ({ '--data': data, '--checkpoint': checkpoint, '--examples': examples }),
  run: async (flags, { folder, started, progress, say }) => {
    requireWhole('--limit', flags.limit, 1);
    if (flags.batch !== undefined) requireWhole('--batch', flags.batch, 1);
    const { dataset, checkpoint } = readSubject(flags);
    requireUndefended(checkpoint, flags.checkpoint);
    const { index, labels, images, shape } = readSomeImages(flags);
    const examples = readAttackedExamples(flags.examples, { dataset: dataset.name, split: flags.split });
    const { architecture } = checkpoint.model;
    const wish = { method: flags.method, seed: flags.seed };
    const plan = attributionPlan(wish, checkpointFamily(architecture, flags.checkpoint).dynamicLinear);
    const engine = await openTensorFlow();
    const { network, weights } = loadNetwork(checkpoint, flags.checkpoint);
    requireImageShape(network, shape, flags.checkpoint);
    const versions = {
      index,
      clean: encodedInputs(images, shape, network.encoding),
      attacked: attackedInputs(examples, index, network, shape),
    };
    const batch = batchSizeFor(Math.min(flags.batch ?? batchFor(shape, USUAL_BATCH), index.length));
    const inputShape = withChannels(shape, network.channels);
    const { seed } = flags;
    const underTest = openNetworkUnderTest(engine, { checkpoint, network, weights, shape: inputShape, batch, seed });
    try {
      const { correct, changed } = correctOnes(underTest, versions, labels);
      if (correct.index.length === 0) {
        throw new Fault({
          what: 'no image is classified correctly before the attack',
          where: flags.checkpoint,
          remedy: 'take more images with --limit',
        });
      }
      const { detected, blocks } = detectImages(underTest, plan, correct, seed, (done) =>
        progress({ done, total: 2, unit: 'versions' }),
      );
      const { kind, norm, epsText, steps, threat } = readAttackSummary(flags.examples).attack;
      writeDetection(folder, {
        ...{ network: architecture.name, dataset: dataset.name, split: flags.split, method: plan.name },
        ...{ attack: { kind, norm, epsText, steps, threat }, images: correct.index.length, changed, seed },
        ...{ detected, blocks },
      });
      say(
        `${correct.index.length} images that are classified correctly, ${changed} of them not so after ${kind} ${norm} ${epsText}`,
      );
      detected.map(lineOf).forEach(say);
    } finally {
      underTest.dispose();
    }
    writeTiming(folder, started, { images: index.length }, circumstances(import.meta.url, engine.computingDevice()));
  },
};

/** The images that the network classifies correctly before the attack, and how many of these it does not after it. */
function correctOnes(
  network: NetworkUnderTest,
  { index, clean, attacked }: AttackedVersions,
  labels: Int32Array,
): { readonly correct: AttackedVersions; readonly changed: number } {
  const count = index.length;
  const predictions = (inputs: Float32Array): number[] => rowsOf(network.logits(inputs), count).map(argMax);
  const [before, after] = [predictions(clean), predictions(attacked)];
  const rows = [...index.keys()].filter((row) => before[row] === labels[row]);
  const chosen = (inputs: Float32Array): Float32Array => {
    const all = rowsOf(inputs, count);
    return joinedFloats(rows.map((row) => at(all, row)));
  };
  const correct = {
    index: Int32Array.from(rows, (row) => at(index, row)),
    clean: chosen(clean),
    attacked: chosen(attacked),
  };
  return { correct, changed: rows.filter((row) => after[row] !== labels[row]).length };
}

function lineOf({ feature, area, low, high }: Detected): string {
  return `${feature}: AUROC ${area.toFixed(3)} (95%: ${low.toFixed(3)} to ${high.toFixed(3)})`;
}
