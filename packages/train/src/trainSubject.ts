import { buildNetwork, familyOf, type Network, type Normalisation } from '@bcos-bench/models';
import type { Architecture, Dataset } from '@bcos-bench/formats';
import type { ParsedFlags } from '@bcos-bench/cli';
import { normaliserOf } from './normaliser.js';
import { overridden } from './recipeOverrides.js';
import { recipes } from './recipes/registry.js';
import { architectureOf, type TrainFlags } from './trainFlags.js';
import { planOf, type TrainPlan } from './trainPlan.js';

/** What of a data set decides how a network is trained. */
export type TrainedOn = Pick<Dataset, 'classes' | 'channelMean' | 'channelStd'>;

/** What a training is of: the network, and the plan by which it is trained. */
export interface TrainSubject {
  readonly architecture: Architecture;
  readonly normalisation: Normalisation;
  readonly network: Network;
  readonly plan: TrainPlan;
}

/** What the flags ask for on a data set. @throws UsageFault where a value cannot be */
export function subjectOf(flags: ParsedFlags<TrainFlags>, dataset: TrainedOn): TrainSubject {
  const architecture = architectureOf(flags);
  const normalisation = normaliserOf(familyOf(architecture), dataset);
  const network = buildNetwork(architecture, dataset.classes.length, normalisation);
  const recipe = recipes.get(flags.recipe);
  if (recipe === undefined) throw new RangeError(`no recipe is named ${flags.recipe}`);
  const plan = planOf(overridden({ ...recipe, loss: recipe.loss ?? network.loss }, flags), network.loss, flags.seed);
  return { architecture, normalisation, network, plan };
}
