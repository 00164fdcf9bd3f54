import type { AttributionMethodName } from '@bcos-bench/vocabulary';
import type { AttributionMethod } from '../attribution.js';
import { deepLift } from './deepLift.js';
import { dynamicLinear, inputXGradient } from './inputTimesGradient.js';
import { gradCam } from './gradCam.js';
import { guidedBackprop } from './guidedBackprop.js';
import { integratedGradientsMethod } from './integratedGradients.js';
import { lime } from './lime.js';
import { occlusion } from './occlusion.js';
import { rise } from './rise.js';
import { saliency } from './saliency.js';
import { smoothGradMethod } from './smoothGrad.js';

/** The methods by name. */
export const attributionMethods: Readonly<Record<AttributionMethodName, AttributionMethod>> = {
  'dynamic-linear': dynamicLinear,
  gradient: saliency,
  'input-x-gradient': inputXGradient,
  'integrated-gradients': integratedGradientsMethod,
  'smooth-grad': smoothGradMethod,
  'guided-backprop': guidedBackprop,
  'deep-lift': deepLift,
  'grad-cam': gradCam,
  occlusion,
  rise,
  lime,
};

/** What a network is explained with unless asked otherwise: what sums to its logit, or nearly so. */
export function usualMethod(bcos: boolean): AttributionMethodName {
  return bcos ? 'dynamic-linear' : 'integrated-gradients';
}
