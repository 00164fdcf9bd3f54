import {
  buildNetwork,
  familyOf,
  initialWeights,
  loadWeights,
  requireImageShape,
  type Network,
  type Normalisation,
  type Weights,
} from '@bcos-bench/models';
import { numbersOf, UsageFault, type ImageShape } from '@bcos-bench/vocabulary';
import type { Architecture, Dataset } from '@bcos-bench/formats';
import type { ParsedFlags } from '@bcos-bench/cli';
import { parseTrainingAttack } from './adversarial/trainingAttackName.js';
import { initialNetwork, type InitialNetwork } from './initialNetwork.js';
import { normaliserOf } from './normaliser.js';
import { overridden } from './recipeOverrides.js';
import type { Recipe } from './recipe.js';
import { recipes } from './recipes/registry.js';
import { architectureOf, type TrainFlags } from './trainFlags.js';
import { planOf, type TrainPlan } from './trainPlan.js';

/** What of a data set decides how a network is trained. */
export type TrainedOn = Pick<Dataset, 'classes' | 'shape' | 'channelMean' | 'channelStd'>;

/** What a training is of: the network, and the plan by which it is trained. */
export interface TrainSubject {
  readonly architecture: Architecture;
  readonly normalisation: Normalisation;
  readonly network: Network;
  readonly plan: TrainPlan;
  /** The checkpoint that the training begins with; null where it begins with random weights. */
  readonly initial: InitialNetwork | null;
  /** The weights that it begins with, the caller's to dispose. It is asked once. */
  readonly firstWeights: () => Weights;
}

/** What the flags ask for on a data set. @throws UsageFault where a value cannot be, Fault where the checkpoint of `--init` does not fit */
export function subjectOf(flags: ParsedFlags<TrainFlags>, dataset: TrainedOn): TrainSubject {
  const initial = flags.init === undefined ? null : initialNetwork(flags.init, flags, dataset);
  const { network, normalisation, firstWeights } = initial ?? newNetwork(flags, dataset);
  requireImageShape(network, dataset.shape, flags.init ?? '--arch');
  const recipe = recipes.get(flags.recipe);
  if (recipe === undefined) throw new RangeError(`no recipe is named ${flags.recipe}`);
  const chosen = overridden({ ...recipe, loss: recipe.loss ?? network.loss }, flags);
  requireWithinImage(chosen, dataset.shape);
  const plan = planOf(chosen, network.loss, flags.seed);
  return { architecture: network.architecture, normalisation, network, plan, initial, firstWeights };
}

/** A network of the registry with random weights. */
function newNetwork(
  flags: ParsedFlags<TrainFlags>,
  dataset: TrainedOn,
): Pick<TrainSubject, 'network' | 'normalisation' | 'firstWeights'> {
  const architecture = architectureOf(flags);
  const [, , channels] = dataset.shape;
  const normalisation = normaliserOf(familyOf(architecture), dataset);
  const network = buildNetwork(architecture, dataset.classes.length, normalisation, channels);
  const { parameters } = network;
  const firstWeights = (): Weights =>
    loadWeights(parameters, initialWeights(parameters, flags.seed), architecture.name);
  return { network, normalisation, firstWeights };
}

/** Checks the fields of a recipe that are bounded by the size of an image. @throws UsageFault where one is too large */
function requireWithinImage({ augmentation, cutoutSide, adversarial }: Recipe, shape: ImageShape): void {
  // The inverse channels of a B-cos network count too: what a radius may not exceed is no smaller for any network.
  parseTrainingAttack(adversarial, 2 * numbersOf(shape));
  const [rows, columns] = shape;
  if (!augmentation.includes('cutout') || cutoutSide <= Math.min(rows, columns)) return;
  const what = `a square of ${cutoutSide} pixels is larger than an image of ${rows}x${columns}`;
  throw new UsageFault({ what, where: '--cutout-side', remedy: `write at most ${Math.min(rows, columns)}` });
}
