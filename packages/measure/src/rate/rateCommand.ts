import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { batchSizeFor, openTensorFlow, type Engine } from '@bcos-bench/engine';
import { attributionPlan, traceClassGradient, traceLogits, type ForwardNetwork } from '@bcos-bench/explain';
import { expectedImageShape, imageShapeFlag } from '@bcos-bench/formats';
import { checkpointFamily, standInFlags, standInNetwork, type StandInFlags } from '@bcos-bench/models';
import { timesASecond, type ParsedFlags, type WorkRate } from '@bcos-bench/cli';
import { runLineCommand } from '@bcos-bench/cli/lineCommand';
import { batchFor, numbersOf, UsageFault, withChannels, type AttributionMethodName } from '@bcos-bench/vocabulary';
import { measuredNames, measureFlags, type MeasureFlags } from '../measureFlags.js';
import { countedPasses } from './countedPasses.js';

/** Images of the usual shape that are computed at a time. */
const USUAL_BATCH = 64;

/** The flags of `bcos-measure rate`. */
type RateFlags = MeasureFlags & StandInFlags & { readonly 'image-shape': string | undefined };

/**
 * Runs `bcos-measure rate`: how many inputs a second a network computes here in the mix of a measurement, without and with gradients, and how many
 * that measurement has an image. It takes the flags of `bcos-measure`; where the checkpoint is not there yet, a network with random weights stands in
 * for it.
 */
export function runRate(argv: readonly string[]): Promise<void> {
  return runLineCommand(
    {
      name: 'bcos-measure rate',
      describe:
        'Measures how many passes a second a measurement of explanations does here, and how many it has an image.',
      example: '--data none --checkpoint none --arch resnet20 --measures deletion --image-shape 32x32x3',
      flags: (parser) => measureFlags(parser).options({ ...standInFlags, 'image-shape': imageShapeFlag }),
      line: async (flags) => JSON.stringify(await measureRate(flags)),
    },
    argv,
  );
}

async function measureRate(flags: ParsedFlags<RateFlags>): Promise<WorkRate & { readonly passes: number }> {
  const names = measuredNames(flags);
  const image = expectedImageShape(flags.data, flags.imageShape);
  const engine = await openTensorFlow();
  const { network, weights } = standInNetwork(flags, image);
  const shape = withChannels(image, network.channels);
  const batch = batchSizeFor(Math.min(flags.batch ?? batchFor(image, USUAL_BATCH), flags.limit));
  const bcos = checkpointFamily(network.architecture, flags.checkpoint).dynamicLinear;
  const { seed } = flags;
  const traced: ForwardNetwork = { network, weights, mode: bcos ? 'explain' : 'evaluate', shape, batch };
  const has = (method: AttributionMethodName): boolean => isDefined(traced, method, bcos);
  const { forward, gradient } = countedPasses({ network, image, shape, wish: { ...names, bcos, seed }, has });
  const passes = forward + gradient;
  const rates = passRates(engine, traced);
  const perSecond = passes / (forward / rates.forward + gradient / rates.gradient);
  return { unit: 'passes', perSecond, device: engine.computingDevice().device, passes };
}

/** Whether a network has what a method puts in the place of the gradient: it is asked for that of one black image. */
function isDefined({ network, weights, shape }: ForwardNetwork, name: AttributionMethodName, bcos: boolean): boolean {
  try {
    const { method } = attributionPlan({ method: name, seed: 0 }, bcos);
    const { backward, mode } = method;
    tf.tidy(() => {
      const x = tf.zeros<tf.Rank.R4>([1, ...shape]);
      const logits: Tensor2D = network.logits(x, weights, mode);
      backward((input, given) => network.logits(input, weights, mode, given), x, tf.onesLike(logits));
    });
    return true;
  } catch (error) {
    if (error instanceof UsageFault) return false;
    throw error;
  }
}

/** Inputs a second without and with a gradient. */
function passRates(engine: Engine, traced: ForwardNetwork): { readonly forward: number; readonly gradient: number } {
  const { batch, shape } = traced;
  const inputs = new Float32Array(batch * numbersOf(shape)).fill(0.5);
  const [logits, gradients] = [traceLogits(engine, traced), traceClassGradient(engine, traced)];
  const classes = new Int32Array(batch);
  const rates = {
    forward: batch * timesASecond(() => void logits.at(inputs)),
    gradient: batch * timesASecond(() => void gradients.at(inputs, classes)),
  };
  logits.dispose();
  gradients.dispose();
  return rates;
}
