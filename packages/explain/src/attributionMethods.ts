import type { AttributionMethodName } from '@bcos-bench/vocabulary';
import type { AttributionMethod } from './attribution.js';
import { inputTimesGradient } from './inputTimesGradient.js';
import { integratedGradients } from './integratedGradients.js';
import { smoothGrad } from './smoothGrad.js';

/** The methods by name. */
export const attributionMethods = {
  'dynamic-linear': {
    describe: 'input times W(x), the dynamic linear map; only for B-cos networks',
    mode: 'explain',
    bcosOnly: true,
    settings: [],
    create: () => inputTimesGradient,
  },
  'input-x-gradient': {
    describe: 'input times gradient',
    mode: 'evaluate',
    bcosOnly: false,
    settings: [],
    create: () => inputTimesGradient,
  },
  'integrated-gradients': {
    describe: 'input times the mean gradient on the line from zeros',
    mode: 'evaluate',
    bcosOnly: false,
    settings: ['steps'],
    create: integratedGradients,
  },
  'smooth-grad': {
    describe: 'mean size of the gradient around the input',
    mode: 'evaluate',
    bcosOnly: false,
    settings: ['samples', 'noise', 'seed'],
    create: (settings) => smoothGrad(settings),
  },
} as const satisfies Readonly<Record<AttributionMethodName, AttributionMethod>>;

/** What a network is explained with unless asked otherwise: what sums to its logit, or nearly so. */
export function usualMethod(bcos: boolean): AttributionMethodName {
  return bcos ? 'dynamic-linear' : 'integrated-gradients';
}
