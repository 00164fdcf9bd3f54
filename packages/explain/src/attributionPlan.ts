import { UsageFault, type AttributionMethodName } from '@bcos-bench/vocabulary';
import type { ExplanationMethod } from '@bcos-bench/formats';
import type { AttributionMethod, AttributionSettings } from './attribution.js';
import { attributionMethods, usualMethod } from './attributionMethods.js';

/** How a network's images are explained. */
export interface AttributionPlan {
  readonly name: AttributionMethodName;
  readonly method: AttributionMethod;
  readonly settings: AttributionSettings;
}

/** What was asked for: what is undefined has its usual value. */
export interface AttributionWish {
  readonly method: AttributionMethodName | undefined;
  readonly steps: number | undefined;
  readonly samples: number | undefined;
  readonly noise: number | undefined;
  readonly seed: number;
}

/**
 * Captum's usual number of points; copies and noise as Smilkov et al. (2017) have them, for Captum's usual five copies of noise 1
 * leave nothing of an image in [0,1].
 */
const USUAL = { steps: 50, samples: 50, noise: 0.15 } as const;

/**
 * The plan that a wish comes to.
 * @param bcos whether explanation mode makes the network's gradient its dynamic linear map, as of B-cos networks and CoDA-Nets
 * @throws UsageFault where the method says nothing of such a network, or a setting nothing to the method
 */
export function attributionPlan({ method: wished, seed, ...choices }: AttributionWish, bcos: boolean): AttributionPlan {
  const name = wished ?? usualMethod(bcos);
  const method: AttributionMethod = attributionMethods[name];
  if (method.bcosOnly && !bcos) {
    throw new UsageFault({
      what: `${name} is only for B-cos networks, and this is not one`,
      where: '--method',
      remedy: `choose another method, such as ${usualMethod(bcos)}`,
    });
  }
  for (const setting of ['steps', 'samples', 'noise'] as const) {
    if (choices[setting] !== undefined && !method.settings.includes(setting)) {
      throw new UsageFault({ what: `has no effect with ${name}`, where: `--${setting}`, remedy: 'leave it out' });
    }
  }
  const { steps, samples, noise } = choices;
  const settings = {
    steps: steps ?? USUAL.steps,
    samples: samples ?? USUAL.samples,
    noise: noise ?? USUAL.noise,
    seed,
  };
  return { name, method, settings };
}

/** What `explanations.arrow` says of a plan: the method and those settings that mean something to it. */
export function methodOf({ name, method, settings }: AttributionPlan): ExplanationMethod {
  return { name, settings: Object.fromEntries(method.settings.map((setting) => [setting, settings[setting]])) };
}
