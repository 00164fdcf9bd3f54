import { UsageFault, type AttributionMethodName } from '@bcos-bench/vocabulary';
import type { ExplanationMethod } from '@bcos-bench/formats';
import type { AttributionChoices, AttributionMethod, AttributionSettings } from './attribution.js';
import { attributionMethods, usualMethod } from './methods/attributionMethods.js';

/** How a network's images are explained. */
export interface AttributionPlan {
  readonly name: AttributionMethodName;
  readonly method: AttributionMethod;
  readonly settings: AttributionSettings;
}

/** What was asked for: what is left out or undefined has its usual value. */
export type AttributionWish = Readonly<Partial<Record<keyof AttributionChoices, number | undefined>>> & {
  readonly method?: AttributionMethodName | undefined;
  readonly seed: number;
};

/** What methods are given that do not look at it. */
const UNUSED: AttributionChoices = { steps: 1, samples: 1, noise: 0, window: 1, stride: 1, cells: 1 };
const choiceNames = [
  'steps',
  'samples',
  'noise',
  'window',
  'stride',
  'cells',
] as const satisfies (keyof AttributionChoices)[];

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
  const given: Partial<Record<keyof AttributionChoices, number>> = {};
  for (const setting of choiceNames) {
    const choice = choices[setting];
    if (choice === undefined) continue;
    if (method.settings[setting] === undefined) {
      throw new UsageFault({ what: `has no effect with ${name}`, where: `--${setting}`, remedy: 'leave it out' });
    }
    given[setting] = choice;
  }
  return { name, method, settings: { ...UNUSED, ...method.settings, ...given, seed } };
}

/** What of the network a plan looks at. */
export function passOf({ method: { mode, backward } }: AttributionPlan): Pick<AttributionMethod, 'mode' | 'backward'> {
  return { mode, backward };
}

/** What `explanations.arrow` says of a plan: the method and those settings that mean something to it. */
export function methodOf({ name, method, settings }: AttributionPlan): ExplanationMethod {
  const chosen = choiceNames.filter((choice) => method.settings[choice] !== undefined);
  const used = [...chosen, ...(method.random ? (['seed'] as const) : [])];
  return { name, settings: Object.fromEntries(used.map((setting) => [setting, settings[setting]])) };
}
